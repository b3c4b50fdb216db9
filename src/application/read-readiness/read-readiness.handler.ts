import { readQueueState, type QueueStateRow } from '../../persistence/read/read-queue-state';
import type { UnitOfWork } from '../../persistence/unit-of-work';

/** For how many seconds a job may be due before the workers count as behind. */
const LONGEST_LAG_SECONDS = 300;
/** Who asks does not wait longer, also where all connections are in use. */
const TIMEOUT_MS = 2_000;

/** What readiness needs to know of the version. */
export interface ReadReadinessDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly settings: {
    /** The name of the newest migration that this version brings. */
    readonly newestMigration: string;
  };
}

/** Whether requests can be answered, and what the work behind them looks like. */
export interface Readiness {
  /** False: requests would fail. */
  readonly ready: boolean;
  readonly migrations: 'ok' | 'pending';
  /** Behind: jobs are late. Requests are answered all the same. */
  readonly workers: 'ok' | 'behind';
  readonly queue: QueueStateRow;
}

/** Looks whether the database answers and has the tables of this version; throws where it does not answer in time. */
export class ReadReadiness {
  constructor(private readonly dependencies: ReadReadinessDependencies) {}

  async execute(): Promise<Readiness> {
    const { unitOfWork, settings } = this.dependencies;
    const queue = await inTime(readQueueState(unitOfWork.reader));
    // Migrations are named after their time: a database that a newer version has migrated is good enough.
    const migrated = timeOf(queue.migration ?? '') >= timeOf(settings.newestMigration);
    return {
      ready: migrated,
      migrations: migrated ? 'ok' : 'pending',
      workers: queue.lagSeconds > LONGEST_LAG_SECONDS ? 'behind' : 'ok',
      queue,
    };
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The database did not answer in ${TIMEOUT_MS} ms.`)), TIMEOUT_MS);
    void work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

function timeOf(migration: string): number {
  return Number(/\d+$/.exec(migration)?.[0] ?? 0);
}
