import type { Caller } from '../../domain/access';
import { checkOptions } from '../../domain/bulk/mutation-options';
import { ISSUE_WRITERS, permissionDenied } from '../../domain/permission';
import { problem, type Problem } from '../../domain/problem';
import { whyNotUndoable } from '../../domain/undo/undone-operation';
import { drawOperationId } from '../../persistence/read/draw-identifiers';
import type { Executor } from '../../persistence/statement';
import { Rollback, type UnitOfWork } from '../../persistence/unit-of-work';
import type { BulkMutateIssuesResult } from '../bulk-mutate-issues/bulk-mutate-issues.command';
import { claimOperation } from '../bulk-mutate-issues/idempotency';
import { checkSelected } from '../bulk-mutate-issues/refusals';
import type { IssueBudgets, Spending } from '../issue-budget/issue-budgets';
import { acceptUndo, mayBecomeJob } from './accept-undo';
import { findOperation, type UndoCall } from './find-operation';
import { addConflicts, conflictProblems, judgeUndo, NO_CONFLICTS, spentBy, undoTooLarge } from './judge-undo';
import { checkSeen, findImages, lockUndoneIssues, prepareUndo } from './prepare-undo';
import { recordUndo } from './record-undo';
import type { UndoBulkOperationCommand } from './undo-bulk-operation.command';

/** What the handler is made of. */
export interface UndoBulkOperationDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  readonly budgets: IssueBudgets;
  readonly settings: {
    readonly synchronousLimit: number;
    readonly outcomeRetentionDays: number;
    readonly undoWindowSeconds: number;
  };
}

interface UndoRequest {
  readonly caller: Caller;
  readonly command: UndoBulkOperationCommand;
  readonly spending: Spending;
}

interface ClaimedUndo {
  readonly call: UndoCall;
  readonly undoId: string;
  readonly startedAt: Date;
  readonly spending: Spending;
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
    const { unitOfWork, budgets } = this.dependencies;
    return budgets.spend(caller, (spending) =>
      unitOfWork.transaction(
        (tx) => this.undo(tx, { caller, command, spending }),
        () => refused([problem('BUSY', { details: { retryAfter: 1 } })]),
      ),
    );
  }

  /** The operation is locked before its issues: a second undo waits, and then finds that it comes too late. */
  private async undo(tx: Executor, { caller, command, spending }: UndoRequest): Promise<Answer> {
    const startedAt = this.dependencies.clock();
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

    return this.carryOut(tx, { call, undoId, startedAt, spending });
  }

  private async carryOut(tx: Executor, { call, undoId, startedAt, spending }: ClaimedUndo): Promise<Answer> {
    const { clock, settings } = this.dependencies;
    const { options } = call.command;
    const done = { refused: false as const, operation: { organizationId: call.operation.organizationId, id: undoId } };
    const reason = whyNotUndoable(call.operation, clock());
    if (reason !== null) return rollback([notUndoable(call, reason)]);
    const limit = settings.synchronousLimit;
    const isAsked = options.mode === 'ASYNC' && mayBecomeJob(call);
    const images = await findImages(tx, call, isAsked ? 0 : limit);
    if ('code' in images) return rollback([images]);
    if (isAsked || (images.size > limit && mayBecomeJob(call))) {
      await acceptUndo(tx, { call, undoId, now: startedAt });
      return done;
    }
    const refusal = (await checkSeen(tx, call)) ?? (images.size > limit ? undoTooLarge(limit) : null);
    if (refusal !== null) return rollback([refusal]);

    const issues = await lockUndoneIssues(tx, call, images);
    const { locked } = issues;
    const unexpected = checkSelected(
      { requested: [...images.keys()], locked, inside: new Set(locked.keys()) },
      options,
    );
    if (unexpected.length > 0) return rollback(unexpected);
    const overdraft = await spending.take(tx, spentBy(call, images.size));
    if (overdraft !== null) return rollback([overdraft]);
    const now = clock();
    const judged = await judgeUndo(issues, await prepareUndo(tx, call, { ...issues, now }));
    const offending =
      options.errorPolicy === 'ALL_OR_NOTHING' ? conflictProblems(addConflicts(NO_CONFLICTS, judged)) : [];
    if (offending.length > 0) return rollback(offending);
    await recordUndo(tx, { call, judged, undoId, startedAt, now, settings });
    return done;
  }
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
