import { createDataSource } from '../../../src/persistence/data-source';
import { migrate } from '../../../src/persistence/migrate';
import { UnitOfWork } from '../../../src/persistence/unit-of-work';
import { WorkerProcess } from '../merge/worker-process';
import { ServerProcess } from '../server-process';
import type { TestDatabase } from '../test-database';
import { freePort } from './own-cluster';

/** Where processes find the database: through what stands in between, and without. */
export interface Way {
  readonly url: string;
  readonly directUrl: string;
}

/** A server and a worker that only an order ends, and that begin anew on the same port. */
export class Site {
  private constructor(
    private server: ServerProcess,
    private worker: WorkerProcess,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async start({ url, directUrl }: Way, environment: Readonly<Record<string, string>> = {}): Promise<Site> {
    const all = {
      PORT: String(await freePort()),
      ...(directUrl !== url && { DATABASE_DIRECT_URL: directUrl }),
      DATABASE_URL: url,
      MUSTER_EVENT_QUEUE_LENGTH: '1000',
      LOG_LEVEL: 'info',
      ...environment,
    };
    const server = await ServerProcess.start(url, { ...all, MUSTER_JOB_CONCURRENCY: '0' });
    return new Site(server, startWorker(all), all);
  }

  get url(): string {
    return this.server.url;
  }

  /** Whether both still run. */
  get isUp(): boolean {
    return !this.server.hasEnded && !this.worker.hasEnded;
  }

  signal(name: NodeJS.Signals): void {
    this.server.signal(name);
    this.worker.signal(name);
  }

  /** Ends both where they stand, and starts others. */
  async replace(): Promise<void> {
    await this.kill();
    this.server = await ServerProcess.start(this.environment['DATABASE_URL'] ?? '', {
      ...this.environment,
      MUSTER_JOB_CONCURRENCY: '0',
    });
    this.worker = startWorker(this.environment);
  }

  async kill(): Promise<void> {
    await Promise.all([this.server.kill(), this.worker.kill()]);
  }
}

function startWorker(environment: Readonly<Record<string, string>>): WorkerProcess {
  return WorkerProcess.start(environment['DATABASE_URL'] ?? '', { ...environment, LOG_LEVEL: 'silent' });
}

/** A migrated database of a server that a test may stop. */
export async function openTestDatabase(url: string): Promise<TestDatabase> {
  const dataSource = createDataSource({ url, poolSize: 3, applicationName: 'muster-test' });
  await dataSource.initialize();
  await migrate(dataSource);
  const unitOfWork = new UnitOfWork(dataSource);
  return {
    ...{ url, dataSource, unitOfWork },
    sql: (statement) => unitOfWork.reader.rows(statement),
    query: (text, values = []) => unitOfWork.reader.rows({ label: 'test', text, values }),
  };
}
