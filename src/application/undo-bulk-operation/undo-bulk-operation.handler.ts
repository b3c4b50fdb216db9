import type { Caller } from '../../domain/access';
import { checkOptions } from '../../domain/bulk/mutation-options';
import { ISSUE_WRITERS, permissionDenied } from '../../domain/permission';
import { problem, type Problem } from '../../domain/problem';
import { judgeRestoration } from '../../domain/undo/restore';
import { whyNotUndoable } from '../../domain/undo/undone-operation';
import { drawOperationId } from '../../persistence/read/draw-identifiers';
import type { Executor } from '../../persistence/statement';
import { Rollback, type UnitOfWork } from '../../persistence/unit-of-work';
import type { BulkMutateIssuesResult } from '../bulk-mutate-issues/bulk-mutate-issues.command';
import { claimOperation } from '../bulk-mutate-issues/idempotency';
import type { JudgedIssue } from '../bulk-mutate-issues/judge-issues';
import { checkSelected } from '../bulk-mutate-issues/refusals';
import { findOperation, type UndoCall } from './find-operation';
import { lockUndoneIssues, prepareUndo, type UndoneIssues, type UndoPreparation } from './prepare-undo';
import { recordUndo } from './record-undo';
import type { UndoBulkOperationCommand } from './undo-bulk-operation.command';

/** Issues that a problem names; all of them are counted. */
const NAMED_ISSUES = 100;

/** What the handler is made of. */
export interface UndoBulkOperationDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  readonly settings: {
    readonly synchronousLimit: number;
    readonly outcomeRetentionDays: number;
    readonly undoWindowSeconds: number;
  };
}

type Answer = BulkMutateIssuesResult | Rollback<BulkMutateIssuesResult>;

/** Restores, issue by issue, what one operation changed, except in issues that have changed since. Once an operation. */
export class UndoBulkOperation {
  constructor(private readonly dependencies: UndoBulkOperationDependencies) {}

  /** Answers the record of the undo, an operation of its own, or the problems because of which nothing was done. */
  async execute(caller: Caller, command: UndoBulkOperationCommand): Promise<BulkMutateIssuesResult> {
    if (!ISSUE_WRITERS.some((scope) => caller.scopes.has(scope))) return refused([permissionDenied(ISSUE_WRITERS)]);
    const problems = checkOptions(command.options);
    if (problems.length > 0) return refused(problems);
    return this.dependencies.unitOfWork.transaction(
      (tx) => this.undo(tx, caller, command),
      () => refused([problem('BUSY', { details: { retryAfter: 1 } })]),
    );
  }

  /** The operation is locked before its issues: a second undo waits, and then finds that it comes too late. */
  private async undo(tx: Executor, caller: Caller, command: UndoBulkOperationCommand): Promise<Answer> {
    const { clock, settings } = this.dependencies;
    const startedAt = clock();
    const call = await findOperation(tx, caller, command);
    if ('code' in call) return rollback([call]);
    const { organizationId } = call.access;
    const undoId = await drawOperationId(tx);
    const claimed = await claimOperation(tx, call, {
      mutation: 'undoBulkOperation',
      operationId: undoId,
      now: startedAt,
    });
    if (typeof claimed !== 'string') return rollback([claimed]);
    if (claimed !== undoId) return { refused: false, operation: { organizationId, id: claimed } };

    const reason = whyNotUndoable(call.operation, clock());
    if (reason !== null) return rollback([notUndoable(call, reason)]);
    const issues = await lockUndoneIssues(tx, call, settings.synchronousLimit);
    if ('code' in issues) return rollback([issues]);
    const { images, locked } = issues;
    const inside = new Set(locked.keys());
    const unexpected = checkSelected({ requested: [...images.keys()], locked, inside }, command.options);
    if (unexpected.length > 0) return rollback(unexpected);

    const now = clock();
    const judged = judge(issues, await prepareUndo(tx, call, { ...issues, now }));
    const offending = command.options.errorPolicy === 'ALL_OR_NOTHING' ? conflicts(judged) : [];
    if (offending.length > 0) return rollback(offending);
    await recordUndo(tx, { call, judged, undoId, startedAt, now, settings });
    return { refused: false, operation: { organizationId, id: undoId } };
  }
}

function judge({ images, locked }: UndoneIssues, { states, undo }: UndoPreparation): readonly JudgedIssue[] {
  return [...images].map(([requested, image]) => {
    const state = states.get(requested);
    const judgement = state === undefined ? GONE : judgeRestoration(state, image, undo);
    const projectId = judgement.status === 'NOT_FOUND' ? null : (locked.get(requested)?.projectId ?? null);
    return { requested, projectId, judgement };
  });
}

const GONE = { status: 'NOT_FOUND' } as const;

function conflicts(judged: readonly JudgedIssue[]): readonly Problem[] {
  const ids = judged.filter(({ judgement }) => judgement.status === 'CONFLICT').map(({ requested }) => requested);
  if (ids.length === 0) return [];
  const message = 'These issues have changed since the operation that is to be undone.';
  const named = { issueIds: ids.slice(0, NAMED_ISSUES), issueCount: ids.length };
  return [problem('VERSION_CONFLICT', { message, field: ['id'], ...named })];
}

function notUndoable({ operation: { undoneById, undoableUntil } }: UndoCall, message: string): Problem {
  return problem('NOT_UNDOABLE', { message, field: ['id'], details: { undoneBy: undoneById, undoableUntil } });
}

function refused(problems: readonly Problem[]): BulkMutateIssuesResult {
  return { refused: true, problems };
}

function rollback(problems: readonly Problem[]): Rollback<BulkMutateIssuesResult> {
  return new Rollback(refused(problems));
}
