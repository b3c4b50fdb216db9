import { compileOutcomes, insertBulkOperation } from '../../persistence/compile/insert-bulk-operation';
import { markUndone } from '../../persistence/compile/mark-undone';
import type { Executor } from '../../persistence/statement';
import { countOutcomes, type JudgedIssue } from '../bulk-mutate-issues/judge-issues';
import { carryOutUndo } from './carry-out-undo';
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

/** Puts the issues back and records it. A dry run does that too, takes it back, and leaves the operation undoable. */
export async function recordUndo(tx: Executor, decided: DecidedUndo): Promise<void> {
  const { call, judged, undoId, startedAt, now } = decided;
  const { access, caller, command, operation } = call;
  const { organizationId } = access;
  const { dryRun } = command.options;
  const undoUntil = endOfUndo(decided);
  const counts = countOutcomes(judged);
  const finishes = { kind: 'UNDO', state: 'COMPLETED', counts } as const;
  const isRepeatable = reversalsOf(operation).every((reversal) => reversal.isRepeatable);
  const actorId = caller.user?.id ?? null;
  await tx.count(
    insertBulkOperation({
      ...{ organizationId, id: undoId, kind: 'UNDO', dryRun, actorId, tokenId: caller.tokenId },
      input: null,
      selection: { id: operation.id, options: command.options },
      applied: null,
      ...{ counts, startedAt, finishedAt: now, undoes: operation },
      undoableUntil: dryRun || counts.changed === 0 || !isRepeatable ? null : undoUntil,
    }),
  );
  await carryOutUndo(tx, { call, judged, undoId, now, end: { undoUntil, finishes } }, (rows) =>
    compileOutcomes({ organizationId, id: undoId, ordinals: null }, rows),
  );
  if (!dryRun) await tx.count(markUndone(operation, undoId));
}

/** What jobs finish can be undone until they begin. */
function endOfUndo({ call, now, settings }: DecidedUndo): Date {
  const isDeferred = reversalsOf(call.operation).length > 0;
  const window = isDeferred ? settings.undoWindowSeconds * 1_000 : settings.outcomeRetentionDays * DAY_MS;
  return new Date(now.getTime() + window);
}
