import type { OutcomeCounts } from '../../domain/bulk-operation';
import { judgesSetAsOne } from '../../domain/attributes/registry';
import type { Problem } from '../../domain/problem';
import { permissionDenied } from '../../domain/permission';
import type { Slice } from '../../persistence/compile/operations/claim-slice';
import { readRequestedIds, type OperationToRun } from '../../persistence/read/read-operation-to-run';
import { runInTurn } from '../../persistence/run-in-turn';
import type { Executor } from '../../persistence/statement';
import { readTokenCaller } from '../authenticate/read-token-caller';
import { bulkRequest } from '../bulk-mutate-issues/bulk-request';
import type { BulkMutationDependencies } from '../bulk-mutate-issues/carry-out';
import { countOutcomes, judgeIssues } from '../bulk-mutate-issues/judge-issues';
import { lookBack } from '../bulk-mutate-issues/look-back';
import { prepareCall } from '../bulk-mutate-issues/prepare-call';
import { placeCall, readCommand, type BulkRequest, type Call } from '../bulk-mutate-issues/read-call';
import { appliedOf, compileDecided, endOfUndo } from '../bulk-mutate-issues/record-operation';
import { checkSelected, offences } from '../bulk-mutate-issues/refusals';
import { selectFrozen, selectIssues } from '../bulk-mutate-issues/select-issues';
import { fromStoredRequest, type StoredRequest } from '../bulk-mutate-issues/stored-request';
import { checkBudget } from '../issue-budget/check-budget';
import { freezeCall } from './freeze-call';
import { LOST_RIGHTS } from './lost-rights';
import { sweptFrom } from './swept-from';
import type { FrozenWork, Moment, OperationWork, WholeResult, WholeWork, WorkInParts } from './operation-work';

/** What carrying out a bulk mutation as a job depends on. */
export type MutationSettings = BulkMutationDependencies['settings'] & {
  /** Issues that a job may change. */
  readonly asynchronousLimit: number;
  /** Issues that a caller may change in a minute; 0: any number. */
  readonly issuesPerMinute: number;
};

/** The work of a bulk mutation or a deletion with the rights that its token still has, or why it may not go on. */
export async function readMutationWork(
  reader: Executor,
  operation: OperationToRun,
  settings: MutationSettings,
): Promise<OperationWork | Problem> {
  const { organizationId, tokenId, kind } = operation;
  const caller = tokenId === null ? null : await readTokenCaller(reader, { tokenId, organizationId });
  const access = caller?.organizations[0];
  if (caller === null || access === undefined) return LOST_RIGHTS;
  const stored = operation.request as unknown as StoredRequest;
  const request = bulkRequest(kind as BulkRequest['kind'], fromStoredRequest(stored));
  if (!request.scopes.some((scope) => caller.scopes.has(scope))) return permissionDenied(request.scopes);
  const placed = placeCall(caller, access, readCommand(request));
  if (!placed.valid) return placed.problems[0] ?? LOST_RIGHTS;
  const { call } = placed;
  return judgesSetAsOne(call.changes) ? new WholeMutation(call, settings) : new MutationInParts(call, settings);
}

/** Changes each issue on its own, some at a time. */
class MutationInParts implements WorkInParts {
  readonly isWhole = false;

  constructor(
    private readonly call: Call,
    private readonly settings: MutationSettings,
  ) {}

  freeze(tx: Executor, moment: Moment): Promise<FrozenWork> {
    const { asynchronousLimit: limit, issuesPerMinute } = this.settings;
    return freezeCall(tx, { call: this.call, ...moment, limit, issuesPerMinute });
  }

  /** The path of a call that leaves out what is invalid: all issues were checked when the set was frozen. */
  async carryOut(
    tx: Executor,
    { operation, now }: Moment,
    { issues }: Slice,
  ): Promise<OutcomeCounts | readonly Problem[]> {
    const { call, settings } = this;
    const { operationId } = operation;
    const { facts } = operation.request as unknown as StoredRequest;
    const selected = await selectFrozen(tx, call, { ids: issues.map(({ id }) => id), now });
    const prepared = await prepareCall(tx, { call, selected, operationId, now, settings, ...(facts && { facts }) });
    if (prepared.problems.length > 0) return prepared.problems;
    const lookingBack = lookBack(tx, operation.organizationId, prepared);
    const judged = await judgeIssues(selected, prepared.states, prepared.call);
    const earlierHistories = await lookingBack;
    const isDeferred = prepared.call.changes.some((change) => change.isDeferred);
    await runInTurn(
      tx,
      compileDecided(
        { call, prepared: prepared.call, judged, earlierHistories, startedAt: now, settings },
        {
          undoUntil: sweptFrom(now, settings),
          ordinals: issues.map(({ ordinal }) => ordinal),
          ...(isDeferred && { waitsForEnd: true }),
        },
      ),
    );
    return countOutcomes(judged);
  }
}

/** Changes issues that are judged together, as a call that waits for the end would. */
class WholeMutation implements WholeWork {
  readonly isWhole = true;

  constructor(
    private readonly call: Call,
    private readonly settings: MutationSettings,
  ) {}

  async carryOut(tx: Executor, { operation, now }: Moment): Promise<WholeResult | readonly Problem[]> {
    const { settings } = this;
    const { options } = this.call.command;
    const isByIds = this.call.command.ids !== undefined;
    const ids = isByIds ? { ids: await readRequestedIds(tx, operation) } : {};
    const call = { ...this.call, command: { ...this.call.command, ...ids } };
    const selected = await selectIssues(tx, call, { limit: settings.synchronousLimit, now });
    if ('code' in selected) return [selected];
    const unexpected = checkSelected(selected, options);
    if (unexpected.length > 0) return unexpected;
    const { operationId } = operation;
    const prepared = await prepareCall(tx, { call, selected, operationId, now, settings });
    if (prepared.problems.length > 0) return prepared.problems;
    const judged = await judgeIssues(selected, prepared.states, prepared.call);
    const selectedIssues = selected.requested.length;
    const limit = settings.issuesPerMinute;
    const overdraft = await checkBudget(tx, { caller: call.caller, selected: selectedIssues, limit, now });
    if (overdraft !== null) return [overdraft];
    const offending = options.errorPolicy === 'ALL_OR_NOTHING' ? offences(judged, call) : [];
    if (offending.length > 0) return offending;
    const decided = { call, prepared: prepared.call, judged, startedAt: now, settings };
    const undoUntil = endOfUndo(decided);
    await runInTurn(tx, compileDecided(decided, { undoUntil, ordinals: null }));
    return { counts: countOutcomes(judged), applied: appliedOf(decided), undoUntil };
  }
}
