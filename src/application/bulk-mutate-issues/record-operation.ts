import type { OutcomeCounts } from '../../domain/bulk-operation';
import { appliedAttributes } from '../../domain/bulk/applied-attributes';
import type { PreparedCall } from '../../domain/bulk/judge-issue';
import {
  compileOutcomes,
  insertBulkOperation,
  type OperationRecord,
  type OutcomeRow,
} from '../../persistence/compile/insert-bulk-operation';
import type { FinishedOperation } from '../../persistence/compile/write-context';
import type { EarlierHistories } from '../../persistence/read/read-earlier-histories';
import { runInTurn, type Pause } from '../../persistence/run-in-turn';
import { statement, type Executor, type Statement } from '../../persistence/statement';
import type { BulkCommand } from './bulk-mutate-issues.command';
import { countOutcomes, isSelected, keptId, outcomeRow, type JudgedIssue } from './judge-issues';
import type { Call } from './read-call';
import { compileChanges } from './write-changes';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Fields of the input that say how, not what. */
const NOT_ATTRIBUTES = new Set(['assignedBy', 'integration']);

/** A call of which everything is decided and nothing written. */
export interface DecidedCall {
  readonly call: Call;
  readonly prepared: PreparedCall;
  readonly judged: readonly JudgedIssue[];
  /** What the histories hold already. Absent: whoever writes them looks it up. */
  readonly earlierHistories?: EarlierHistories | undefined;
  readonly startedAt: Date;
  readonly settings: { readonly outcomeRetentionDays: number; readonly undoWindowSeconds: number };
}

/** Writes the changes and the operation's record. A dry run makes every change too, and takes it back before recording. */
export async function recordOperation(tx: Executor, decided: DecidedCall): Promise<void> {
  await runInTurn(tx, compileOperation(decided));
}

function* compileOperation(decided: DecidedCall): Iterable<Statement | Pause> {
  const { call, judged } = decided;
  const undoUntil = endOfUndo(decided);
  const counts = countOutcomes(judged);
  yield insertBulkOperation(recordOf(decided, counts, counts.changed > 0 ? undoUntil : null));
  const finishes = { kind: call.kind, state: 'COMPLETED', counts } as const;
  yield* compileDecided(decided, { undoUntil, finishes, ordinals: null });
}

/** What writing a part of an operation depends on besides what was decided. */
interface DecidedPart {
  readonly undoUntil: Date;
  /** Jobs that finish what the operation begins are asked for when all parts are written. Absent: at once. */
  readonly waitsForEnd?: true;
  /** Where the operation ends with it. */
  readonly finishes?: FinishedOperation;
  /** The places of the outcomes; null: they count from 1. */
  readonly ordinals: readonly number[] | null;
}

/** The changes and the outcomes. A dry run makes every change too, and takes it back before recording. */
export function* compileDecided(
  { call, prepared, judged, earlierHistories }: DecidedCall,
  { ordinals, ...end }: DecidedPart,
): Iterable<Statement | Pause> {
  const { dryRun } = call.command.options;
  const { organizationId } = call.access;
  const { actor, now, operationId } = prepared.scope;
  const changed = judged.map(({ judgement }) => judgement).filter((one) => one.status === 'CHANGED');
  if (dryRun) yield statement('begin-dry-run', 'savepoint dry_run');
  const known = earlierHistories === undefined ? {} : { earlierHistories };
  const context = { organizationId, operationId, actorId: actor?.id ?? null, now, ...known };
  yield* compileChanges(changed, { ...context, ...end });
  if (dryRun) yield statement('end-dry-run', 'rollback to savepoint dry_run');
  yield* compileOutcomes({ organizationId, id: operationId, ordinals }, outcomesOf(judged, dryRun));
}

function* outcomesOf(judged: readonly JudgedIssue[], dryRun: boolean): Iterable<OutcomeRow> {
  for (const issue of judged) yield dryRun ? asDryRun(outcomeRow(issue)) : outcomeRow(issue);
}

function recordOf(decided: DecidedCall, counts: OutcomeCounts, undoUntil: Date | null): OperationRecord {
  const { call, prepared, startedAt } = decided;
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
    counts,
    startedAt,
    finishedAt: prepared.scope.now,
    undoableUntil: options.dryRun ? null : undoUntil,
  };
}

/** What jobs finish can be undone until they begin, and with it all attributes of the call. */
export function endOfUndo({ prepared, settings }: Pick<DecidedCall, 'prepared' | 'settings'>): Date {
  const isDeferred = prepared.changes.some((change) => change.isDeferred);
  const window = isDeferred ? settings.undoWindowSeconds * 1_000 : settings.outcomeRetentionDays * DAY_MS;
  return new Date(prepared.scope.now.getTime() + window);
}

/** The names of the attributes that a command asks for. */
export function givenAttributes({ input }: BulkCommand): readonly string[] {
  const { discard = false, ...attributes } = input ?? {};
  const named = [...Object.keys(attributes), ...(discard ? ['discard'] : [])];
  return named.filter((name) => !NOT_ATTRIBUTES.has(name));
}

/** What was applied, once for all issues; null where none was selected. */
export function appliedOf({ call, prepared, judged }: Pick<DecidedCall, 'call' | 'prepared' | 'judged'>): unknown {
  const given = givenAttributes(call.command);
  if (!judged.some(isSelected)) return null;
  const last = judged
    .map(({ judgement }) => judgement)
    .filter((one) => 'last' in one)
    .map((one) => one.last);
  const { actor } = prepared.scope;
  return appliedAttributes(given, last, { status: call.changes.status, actorId: actor?.id ?? null });
}

/** There is nothing to undo, and a link that was drawn and dropped must not be mistaken for one that works. */
function asDryRun(row: OutcomeRow): OutcomeRow {
  const changes = row.changes?.map((change) => (change.attribute === 'isPublic' ? { ...change, after: null } : change));
  return { ...row, changes: changes ?? null, before: null };
}
