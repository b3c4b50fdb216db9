import type { AttributeChange } from '../../domain/state/readable-changes';
import { directionOf } from '../../domain/undo/undone-operation';
import { insertBulkOperation, insertOutcomes, type OutcomeRow } from '../../persistence/compile/insert-bulk-operation';
import { markUndone } from '../../persistence/compile/mark-undone';
import { restoreSubscriptions } from '../../persistence/compile/restore-subscriptions';
import type { WriteContext } from '../../persistence/compile/write-context';
import { runInTurn } from '../../persistence/run-in-turn';
import { statement, type Executor } from '../../persistence/statement';
import { countOutcomes, outcomeRow, type JudgedIssue } from '../bulk-mutate-issues/judge-issues';
import { writeChanges, type ChangedIssue } from '../bulk-mutate-issues/write-changes';
import type { UndoCall } from './find-operation';
import { reversalsOf } from './reversals';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** An undo of which everything is decided and nothing written. */
export interface DecidedUndo {
  readonly call: UndoCall;
  readonly judged: readonly JudgedIssue[];
  /** The id of the undo itself. */
  readonly undoId: string;
  readonly startedAt: Date;
  readonly now: Date;
  readonly settings: { readonly outcomeRetentionDays: number; readonly undoWindowSeconds: number };
}

type Additions = ReadonlyMap<string, readonly AttributeChange[]>;

/** Puts the issues back and records it. A dry run does that too, takes it back, and leaves the operation undoable. */
export async function recordUndo(tx: Executor, decided: DecidedUndo): Promise<void> {
  const { call, judged, undoId, startedAt, now } = decided;
  const { access, command, operation } = call;
  const { organizationId } = access;
  const { dryRun } = command.options;
  const actorId = call.caller.user?.id ?? null;
  const undoUntil = endOfUndo(decided);

  if (dryRun) await tx.rows(statement('begin-dry-undo', 'savepoint dry_run'));
  const context = { organizationId, operationId: undoId, actorId, now, undoUntil, viewerId: operation.origin.actorId };
  const additions = await putBack(tx, decided, context);
  if (dryRun) await tx.rows(statement('end-dry-undo', 'rollback to savepoint dry_run'));

  const counts = countOutcomes(judged);
  const isRepeatable = reversalsOf(operation).every((reversal) => reversal.isRepeatable);
  await tx.count(
    insertBulkOperation({
      ...{ organizationId, id: undoId, kind: 'UNDO', dryRun, actorId, tokenId: call.caller.tokenId },
      input: null,
      selection: { id: operation.id, options: command.options },
      applied: null,
      ...{ counts, startedAt, finishedAt: now, undoes: operation },
      undoableUntil: dryRun || counts.changed === 0 || !isRepeatable ? null : undoUntil,
    }),
  );
  const rows = judged.map((issue) => withAdditions(outcomeRow(issue), additions));
  await tx.count(insertOutcomes({ organizationId, id: undoId }, dryRun ? rows.map(asDryRun) : rows));
  if (!dryRun) await tx.count(markUndone(operation, undoId));
}

async function putBack(tx: Executor, { call, judged }: DecidedUndo, context: WriteContext): Promise<Additions> {
  const { operation } = call;
  const changed = judged.flatMap(({ judgement }): ChangedIssue[] =>
    judgement.status === 'CHANGED' ? [judgement] : [],
  );
  if (changed.length === 0) return new Map();
  const restored = changed.map(({ difference }) => difference);
  await writeChanges(tx, changed, context);
  const ids = restored.map(({ stored }) => stored.id);
  const additions = new Map<string, readonly AttributeChange[]>();
  await runInTurn(tx, restoreSubscriptions(operation, ids, context));
  for (const reversal of reversalsOf(operation)) {
    const direction = directionOf(operation);
    // Over kinds, not rows: one connection, one after the other.
    // eslint-disable-next-line no-await-in-loop
    const added = await reversal.takeBack(tx, { operation, direction, restored, context });
    for (const [id, changes] of added) additions.set(id, [...(additions.get(id) ?? []), ...changes]);
  }
  return additions;
}

/** What jobs finish can be undone until they begin. */
function endOfUndo({ call, now, settings }: DecidedUndo): Date {
  const isDeferred = reversalsOf(call.operation).length > 0;
  const window = isDeferred ? settings.undoWindowSeconds * 1_000 : settings.outcomeRetentionDays * DAY_MS;
  return new Date(now.getTime() + window);
}

function withAdditions(row: OutcomeRow, additions: Additions): OutcomeRow {
  const added = row.groupId === null ? undefined : additions.get(row.groupId);
  return added === undefined ? row : { ...row, changes: [...(row.changes ?? []), ...added] };
}

/** As of every dry run: nothing to undo, and no link that does not work. */
function asDryRun(row: OutcomeRow): OutcomeRow {
  const changes = row.changes?.map((change) => (change.attribute === 'isPublic' ? { ...change, after: null } : change));
  return { ...row, changes: changes ?? null, before: null };
}
