import type { AttributeChange } from '../../domain/state/readable-changes';
import { directionOf, type UndoneOperation } from '../../domain/undo/undone-operation';
import type { OutcomeRow } from '../../persistence/compile/insert-bulk-operation';
import { restoreSubscriptions } from '../../persistence/compile/restore-subscriptions';
import type { WriteContext } from '../../persistence/compile/write-context';
import { runInTurn, type Pause } from '../../persistence/run-in-turn';
import { statement, type Executor, type Statement } from '../../persistence/statement';
import { outcomeRow, type JudgedIssue } from '../bulk-mutate-issues/judge-issues';
import { compileChanges, type ChangedIssue } from '../bulk-mutate-issues/write-changes';
import type { UndoCall } from './find-operation';
import type { Restoration, Reversal } from './reversal';
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

/**
 * Puts issues back, and runs what records their outcomes. A dry run puts them back too, and takes that back before. What
 * no reversal adds to is made while PostgreSQL still writes the issues.
 */
export async function carryOutUndo(
  tx: Executor,
  part: DecidedPart,
  record: (rows: Iterable<OutcomeRow>) => Iterable<Statement | Pause>,
): Promise<void> {
  const { call, judged, undoId, now, end } = part;
  const { access, caller, command, operation } = call;
  const { dryRun } = command.options;
  const who = { actorId: caller.user?.id ?? null, viewerId: operation.origin.actorId };
  const context = { organizationId: access.organizationId, operationId: undoId, ...who, now, ...end };
  const changed = judged.map(({ judgement }) => judgement).filter((one) => one.status === 'CHANGED');
  const begin = dryRun ? [statement('begin-dry-undo', 'savepoint dry_run')] : [];
  const takeBack = dryRun ? [statement('end-dry-undo', 'rollback to savepoint dry_run')] : [];
  const putBack = inOrder(begin, compileChanges(changed, context), compileSubscriptions(operation, changed, context));
  const reversals = changed.length === 0 ? [] : reversalsOf(operation);
  if (reversals.length === 0) {
    await runInTurn(tx, inOrder(putBack, takeBack, record(outcomesOf(judged, dryRun, new Map()))));
    return;
  }
  await runInTurn(tx, putBack);
  const restored = changed.map(({ difference }) => difference);
  const restoration = { operation, direction: directionOf(operation), restored, context };
  const additions = await reverse(tx, reversals, restoration);
  await runInTurn(tx, inOrder(takeBack, record(outcomesOf(judged, dryRun, additions))));
}

type Statements = Iterable<Statement | Pause>;

function* inOrder(...parts: readonly Statements[]): Statements {
  for (const part of parts) yield* part;
}

/** Other people's subscriptions follow the assignment, so only with one have any been changed. */
function* compileSubscriptions(
  operation: UndoneOperation,
  changed: readonly ChangedIssue[],
  context: WriteContext,
): Statements {
  const reassigned = changed.filter(({ difference: { slices } }) => slices.includes('assignee'));
  const ids = reassigned.map(({ difference: { stored } }) => stored.id);
  if (ids.length > 0) yield* restoreSubscriptions(operation, ids, context);
}

/** What the operation did besides, kind by kind; answers what that adds to the readable changes. */
async function reverse(tx: Executor, reversals: readonly Reversal[], restoration: Restoration): Promise<Additions> {
  const additions = new Map<string, readonly AttributeChange[]>();
  for (const reversal of reversals) {
    // Over kinds, not rows: one connection, one after the other.
    // eslint-disable-next-line no-await-in-loop
    const added = await reversal.takeBack(tx, restoration);
    for (const [id, changes] of added) additions.set(id, [...(additions.get(id) ?? []), ...changes]);
  }
  return additions;
}

function* outcomesOf(judged: readonly JudgedIssue[], dryRun: boolean, additions: Additions): Iterable<OutcomeRow> {
  for (const issue of judged) {
    const row = withAdditions(outcomeRow(issue), additions);
    yield dryRun ? asDryRun(row) : row;
  }
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
