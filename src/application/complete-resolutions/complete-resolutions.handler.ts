import { completeResolutions, type WaitingPage } from '../../persistence/compile/releases/complete-resolutions';
import type { CompletionRequest } from '../../persistence/compile/releases/completion-job';
import type { UnitOfWork } from '../../persistence/unit-of-work';

/** Issues that one transaction looks at. */
const PAGE = 1_000;

/** What completing needs; `pageSize` absent: as many as is usual. */
export interface CompleteResolutionsDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly pageSize?: number;
}

/**
 * Completes what waits for releases that are there: the many for which whoever brought a release had no time, and those
 * that were written at the same time. It may stop anywhere and run twice at once: what is complete no longer waits.
 */
export class CompleteResolutions {
  constructor(private readonly dependencies: CompleteResolutionsDependencies) {}

  async execute({ organizationId, projectIds, came: sent }: CompletionRequest): Promise<void> {
    const { unitOfWork, pageSize: limit = PAGE } = this.dependencies;
    const came = sent && { ids: sent.ids, at: new Date(sent.at) };
    for (const projectId of projectIds) {
      for (let after: string | null = '0'; after !== null;) {
        const page: WaitingPage = { projects: [{ organizationId, projectId }], came, after, limit };
        // Each page is a transaction of its own, so that none is long.
        // eslint-disable-next-line no-await-in-loop
        const { looked, last } = await unitOfWork.transaction((tx) => completeResolutions(tx, page));
        after = looked < limit ? null : last;
      }
    }
  }
}
