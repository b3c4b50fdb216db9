import { appliedAttributes } from '../../domain/bulk/applied-attributes';
import type { PreparedCall } from '../../domain/bulk/judge-issue';
import {
  insertBulkOperation,
  insertOutcomes,
  type OperationRecord,
  type OutcomeRow,
} from '../../persistence/compile/insert-bulk-operation';
import { runInTurn } from '../../persistence/run-in-turn';
import { statement, type Executor, type Statement } from '../../persistence/statement';
import { countOutcomes, isSelected, keptId, outcomeRow, type JudgedIssue } from './judge-issues';
import type { Call } from './read-call';
import { compileChanges, type ChangedIssue } from './write-changes';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Fields of the input that say how, not what. */
const NOT_ATTRIBUTES = new Set(['assignedBy', 'integration']);

interface DecidedCall {
  readonly call: Call;
  readonly prepared: PreparedCall;
  readonly judged: readonly JudgedIssue[];
  readonly startedAt: Date;
  readonly settings: { readonly outcomeRetentionDays: number; readonly undoWindowSeconds: number };
}

/** Writes the changes and the operation's record. A dry run makes every change too, and takes it back before recording. */
export async function recordOperation(tx: Executor, decided: DecidedCall): Promise<void> {
  await runInTurn(tx, compileOperation(decided));
}

function* compileOperation(decided: DecidedCall): Iterable<Statement> {
  const { call, prepared, judged } = decided;
  const { dryRun } = call.command.options;
  const { organizationId } = call.access;
  const { actor, now, operationId } = prepared.scope;
  const changed = judged.flatMap(({ judgement }): ChangedIssue[] =>
    judgement.status === 'CHANGED' ? [judgement] : [],
  );
  const undoUntil = endOfUndo(decided);
  yield insertBulkOperation(recordOf(decided, changed.length > 0 ? undoUntil : null));
  if (dryRun) yield statement('begin-dry-run', 'savepoint dry_run');
  yield* compileChanges(changed, { organizationId, operationId, actorId: actor?.id ?? null, now, undoUntil });
  if (dryRun) yield statement('end-dry-run', 'rollback to savepoint dry_run');
  const outcomes = judged.map((issue) => (dryRun ? asDryRun(outcomeRow(issue)) : outcomeRow(issue)));
  if (outcomes.length > 0) yield insertOutcomes({ organizationId, id: operationId }, outcomes);
}

function recordOf(decided: DecidedCall, undoUntil: Date | null): OperationRecord {
  const { call, prepared, judged, startedAt } = decided;
  const { ids, where, input, options } = call.command;
  return {
    organizationId: call.access.organizationId,
    id: prepared.scope.operationId,
    dryRun: options.dryRun,
    actorId: prepared.scope.actor?.id ?? null,
    tokenId: call.caller.tokenId,
    kind: call.kind,
    input: input ?? null,
    selection: { ids: ids?.map(keptId), where, options },
    applied: appliedOf(decided),
    counts: countOutcomes(judged),
    startedAt,
    finishedAt: prepared.scope.now,
    undoableUntil: options.dryRun ? null : undoUntil,
  };
}

/** What jobs finish can be undone until they begin, and with it all attributes of the call. */
function endOfUndo({ prepared, settings }: DecidedCall): Date {
  const isDeferred = prepared.changes.some((change) => change.isDeferred);
  const window = isDeferred ? settings.undoWindowSeconds * 1_000 : settings.outcomeRetentionDays * DAY_MS;
  return new Date(prepared.scope.now.getTime() + window);
}

function appliedOf({ call, prepared, judged }: DecidedCall): unknown {
  const { discard = false, ...input } = call.command.input ?? {};
  const named = [...Object.keys(input), ...(discard ? ['discard'] : [])];
  const given = named.filter((name) => !NOT_ATTRIBUTES.has(name));
  if (!judged.some(isSelected)) return null;
  const last = judged.flatMap(({ judgement }) => ('last' in judgement ? [judgement.last] : []));
  const { actor } = prepared.scope;
  return appliedAttributes(given, last, { status: call.changes.status, actorId: actor?.id ?? null });
}

/** There is nothing to undo, and a link that was drawn and dropped must not be mistaken for one that works. */
function asDryRun(row: OutcomeRow): OutcomeRow {
  const changes = row.changes?.map((change) => (change.attribute === 'isPublic' ? { ...change, after: null } : change));
  return { ...row, changes: changes ?? null, before: null };
}
