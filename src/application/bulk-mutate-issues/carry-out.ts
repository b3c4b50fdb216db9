import type { Caller } from '../../domain/access';
import { permissionDenied } from '../../domain/permission';
import { problem, type Problem } from '../../domain/problem';
import { drawOperationId } from '../../persistence/read/draw-identifiers';
import type { Executor } from '../../persistence/statement';
import { Rollback, type UnitOfWork } from '../../persistence/unit-of-work';
import type { IssueBudgets, Spending } from '../issue-budget/issue-budgets';
import { acceptOperation, mayBecomeJob } from './accept-operation';
import type { BulkMutateIssuesResult } from './bulk-mutate-issues.command';
import { holdingOrganization, knownOrganization } from './choose-organization';
import { claimOperation } from './idempotency';
import { judgeIssues } from './judge-issues';
import { lookBack } from './look-back';
import { prepareCall } from './prepare-call';
import { placeCall, readCommand, type BulkRequest, type Call } from './read-call';
import { recordOperation } from './record-operation';
import { checkSelected, offences } from './refusals';
import { selectIssues } from './select-issues';

/** What the bulk mutations need. */
export interface BulkMutationDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  readonly budgets: IssueBudgets;
  readonly settings: {
    /** Issues that a call may change inside one transaction. */
    readonly synchronousLimit: number;
    /** Days for which outcomes are kept and an operation can be undone. */
    readonly outcomeRetentionDays: number;
    /** Seconds for which a merge, a discard or a deletion waits and can be undone. */
    readonly undoWindowSeconds: number;
    /** Events that an issue may have to be merged; 0: any number. */
    readonly mergeEventLimit: number;
  };
}

const MUTATIONS: Record<Call['kind'], string> = { MUTATE: 'bulkMutateIssues', DELETE: 'deleteIssues' };

/**
 * Carries out a bulk mutation in one transaction: all of it, with logs and outcomes, or nothing. Answers the operation's
 * record, or the problems because of which nothing was done.
 */
export async function carryOut(
  dependencies: BulkMutationDependencies,
  caller: Caller,
  request: BulkRequest,
): Promise<BulkMutateIssuesResult> {
  const { unitOfWork, budgets } = dependencies;
  const { command, scopes } = request;
  if (!scopes.some((scope) => caller.scopes.has(scope))) return refused([permissionDenied(scopes)]);
  const reading = readCommand(request);
  const known = knownOrganization(caller, command.where);
  // The database is not asked about a call that is refused anyway.
  if (known === null && !reading.valid) return refused(reading.problems);
  const access = known ?? (await holdingOrganization(unitOfWork.reader, caller, command.ids));
  if ('code' in access) return refused([access]);
  const placed = placeCall(caller, access, reading);
  if (!placed.valid) return refused(placed.problems);
  return budgets.spend(caller, (spending) =>
    unitOfWork.transaction(
      (tx) => mutate(tx, dependencies, { call: placed.call, spending }),
      () => refused([problem('BUSY', { details: { retryAfter: 1 } })]),
    ),
  );
}

/** Lock, read, decide, write; whatever refuses the call rolls it back. */
async function mutate(
  tx: Executor,
  { clock, settings }: BulkMutationDependencies,
  { call, spending }: { readonly call: Call; readonly spending: Spending },
): Promise<BulkMutateIssuesResult | Rollback<BulkMutateIssuesResult>> {
  const { organizationId } = call.access;
  const { options } = call.command;
  const startedAt = clock();
  const operationId = await drawOperationId(tx);
  const claimed = await claimOperation(tx, call, { mutation: MUTATIONS[call.kind], operationId, now: startedAt });
  if (typeof claimed !== 'string') return rollback([claimed]);
  if (claimed !== operationId) return { refused: false, operation: { organizationId, id: claimed } };
  const accepted = { refused: false, operation: { organizationId, id: operationId } } as const;
  const becomeJob = async (): Promise<typeof accepted> => {
    await acceptOperation(tx, { call, operationId, now: startedAt });
    return accepted;
  };
  if (options.mode === 'ASYNC') return becomeJob();

  const selected = await selectIssues(tx, call, { limit: settings.synchronousLimit, now: startedAt });
  if ('code' in selected) {
    return selected.code === 'SELECTION_TOO_LARGE' && mayBecomeJob(call) ? becomeJob() : rollback([selected]);
  }
  const unexpected = checkSelected(selected, options);
  if (unexpected.length > 0) return rollback(unexpected);
  const overdraft = await spending.take(tx, selected.requested.length);
  if (overdraft !== null) return rollback([overdraft]);

  const prepared = await prepareCall(tx, { call, selected, operationId, now: clock(), settings });
  if (prepared.problems.length > 0) return rollback(prepared.problems);
  const lookingBack = lookBack(tx, organizationId, prepared);
  const judged = await judgeIssues(selected, prepared.states, prepared.call);
  const offending = options.errorPolicy === 'ALL_OR_NOTHING' ? offences(judged, call) : [];
  if (offending.length > 0) return rollback(offending);

  const earlierHistories = await lookingBack;
  await recordOperation(tx, { call, prepared: prepared.call, judged, earlierHistories, startedAt, settings });
  return accepted;
}

function refused(problems: readonly Problem[]): BulkMutateIssuesResult {
  return { refused: true, problems };
}

function rollback(problems: readonly Problem[]): Rollback<BulkMutateIssuesResult> {
  return new Rollback(refused(problems));
}
