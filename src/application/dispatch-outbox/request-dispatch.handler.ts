import { addJobs } from '../../persistence/compile/add-jobs';
import { findOrganizationsWithMessages } from '../../persistence/read/waiting-messages';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import { dispatchJob } from './dispatch-job';

/** How long a message may wait before a job is asked for that should have come by itself. */
const PATIENCE_MS = 5_000;

/** What asking for dispatches needs: transactions and the present moment. */
export interface RequestDispatchDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
}

/** Asks for the job that dispatches messages of the outbox. */
export class RequestDispatch {
  constructor(private readonly dependencies: RequestDispatchDependencies) {}

  /**
   * Asks for organizations of which somebody knows that they have messages. Not inside the transaction that writes them:
   * all that have the job's key would wait for each other.
   */
  async execute(organizationIds: readonly string[]): Promise<void> {
    const { unitOfWork, clock } = this.dependencies;
    if (organizationIds.length === 0) return;
    const now = clock();
    await unitOfWork.transaction((tx) => tx.rows(addJobs(organizationIds.map((id) => dispatchJob(id, now)))));
  }

  /** Asks for every organization with messages that have waited for so long; answers how many there are. */
  async sweep(patienceMs = PATIENCE_MS): Promise<number> {
    const { unitOfWork, clock } = this.dependencies;
    const since = new Date(clock().getTime() - patienceMs);
    const organizationIds = await findOrganizationsWithMessages(unitOfWork.reader, since);
    await this.execute(organizationIds);
    return organizationIds.length;
  }
}
