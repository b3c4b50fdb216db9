import { measureNewIssues } from '../../persistence/compile/lifecycle/measure-new-issues';
import { lockGroups } from '../../persistence/read/lock-groups';
import type { Executor } from '../../persistence/statement';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import { carryOutTransitions } from './carry-out-transitions';
import { issuesOf, type FollowRequest } from './follow-request';

/** What looking again needs: transactions and the present moment. */
export interface FollowEventsDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
}

/**
 * Lets issues change with events that are recorded already: those that somebody held then, and new ones whose project
 * had no threshold. What has become of them meanwhile is judged as it is, so it may run twice.
 */
export class FollowEvents {
  constructor(private readonly dependencies: FollowEventsDependencies) {}

  /** Throws BusyError where others hold the issues for long. */
  async execute(request: FollowRequest): Promise<void> {
    const { unitOfWork, clock } = this.dependencies;
    const { organizationId, measures } = request;
    if (measures) {
      const projectIds = [...new Set(request.issues.map(({ projectId }) => projectId))];
      await unitOfWork.transaction((tx) => tx.count(measureNewIssues(organizationId, projectIds, clock())));
    }
    await unitOfWork.transaction((tx) => follow(tx, request, clock));
  }
}

async function follow(tx: Executor, request: FollowRequest, clock: () => Date): Promise<void> {
  const { organizationId, metAt } = request;
  const issues = issuesOf(request);
  const visited = new Map(issues.map((issue) => [issue.groupId, issue]));
  const projectIds = [...new Set(issues.map(({ projectId }) => projectId))];
  const locked = await lockGroups(tx, { organizationId, projectIds, ids: [...visited.keys()] });
  const open = locked.filter(({ status }) => status !== 'PENDING_MERGE' && status !== 'REPROCESSING');
  await carryOutTransitions(tx, { organizationId, locked: open, visited, metAt: new Date(metAt), now: clock() });
}
