import { WorkerProcess } from '../merge/worker-process';
import { ServerProcess } from '../server-process';

/** Servers and workers on one database, of which each in turn is killed and replaced. */
export class Fleet {
  private readonly servers: (ServerProcess | null)[] = [null, null];
  private readonly workers: (WorkerProcess | null)[] = [null, null];
  /** How many were killed. */
  killed = 0;

  constructor(
    private readonly databaseUrl: string,
    private readonly environment: Record<string, string>,
  ) {}

  async start(): Promise<void> {
    await Promise.all(this.servers.map((_, index) => this.startServer(index)));
    this.workers.forEach((_, index) => this.startWorker(index));
  }

  /** A server that runs as far as is known; null where none does. */
  url(choice: number): string | null {
    const running = this.servers.flatMap((server) => server?.url ?? []);
    return running[choice % running.length] ?? null;
  }

  /** Kills the next one without a chance to clean up, and starts another in its place. */
  async replaceNext(): Promise<void> {
    const index = Math.floor(this.killed / 2) % 2;
    this.killed += 1;
    if (this.killed % 2 === 1) {
      await this.servers[index]?.kill();
      this.servers[index] = null;
      await this.startServer(index);
    } else {
      await this.workers[index]?.kill();
      this.startWorker(index);
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.servers, ...this.workers].map(async (process) => process?.kill()));
  }

  private async startServer(index: number): Promise<void> {
    this.servers[index] = await ServerProcess.start(this.databaseUrl, this.environment);
  }

  private startWorker(index: number): void {
    this.workers[index] = WorkerProcess.start(this.databaseUrl);
  }
}
