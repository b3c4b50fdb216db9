import type { AttributeChange } from '../../domain/state/readable-changes';
import { directionOf } from '../../domain/undo/undone-operation';
import type { OutcomeRow } from '../../persistence/compile/insert-bulk-operation';
import { restoreSubscriptions } from '../../persistence/compile/restore-subscriptions';
import type { WriteContext } from '../../persistence/compile/write-context';
import { runInTurn } from '../../persistence/run-in-turn';
import { statement, type Executor } from '../../persistence/statement';
import { outcomeRow, type JudgedIssue } from '../bulk-mutate-issues/judge-issues';
import { writeChanges } from '../bulk-mutate-issues/write-changes';
import type { UndoCall } from './find-operation';
import { reversalsOf } from './reversals';

/** Issues of an undo of which everything is decided and nothing written. */
export interface DecidedPart {
  readonly call: UndoCall;
  readonly judged: readonly JudgedIssue[];
  /** The id of the undo itself. */
  readonly undoId: string;
  readonly now: Date;
  /** How the issues are written that jobs finish, and whether the undo ends with these issues. */
  readonly end: Pick<WriteContext, 'undoUntil' | 'finishes' | 'waitsForEnd'>;
}

type Additions = ReadonlyMap<string, readonly AttributeChange[]>;

/** Puts issues back, and answers their outcomes. A dry run does that too, and takes it back. */
export async function carryOutUndo(tx: Executor, part: DecidedPart): Promise<readonly OutcomeRow[]> {
  const { call, judged, undoId, now, end } = part;
  const { access, caller, command, operation } = call;
  const { dryRun } = command.options;
  const who = { actorId: caller.user?.id ?? null, viewerId: operation.origin.actorId };
  const context = { organizationId: access.organizationId, operationId: undoId, ...who, now, ...end };
  if (dryRun) await tx.rows(statement('begin-dry-undo', 'savepoint dry_run'));
  const additions = await putBack(tx, part, context);
  if (dryRun) await tx.rows(statement('end-dry-undo', 'rollback to savepoint dry_run'));
  const rows = judged.map((issue) => withAdditions(outcomeRow(issue), additions));
  return dryRun ? rows.map(asDryRun) : rows;
}

async function putBack(tx: Executor, { call, judged }: DecidedPart, context: WriteContext): Promise<Additions> {
  const { operation } = call;
  const changed = judged.map(({ judgement }) => judgement).filter((one) => one.status === 'CHANGED');
  await writeChanges(tx, changed, context);
  if (changed.length === 0) return new Map();
  const restored = changed.map(({ difference }) => difference);
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

function withAdditions(row: OutcomeRow, additions: Additions): OutcomeRow {
  const added = row.groupId === null ? undefined : additions.get(row.groupId);
  return added === undefined ? row : { ...row, changes: [...(row.changes ?? []), ...added] };
}

/** As of every dry run: nothing to undo, and no link that does not work. */
function asDryRun(row: OutcomeRow): OutcomeRow {
  const changes = row.changes?.map((change) => (change.attribute === 'isPublic' ? { ...change, after: null } : change));
  return { ...row, changes: changes ?? null, before: null };
}
