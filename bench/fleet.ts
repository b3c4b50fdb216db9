import { ProductProcess } from './product-process';
import { ServerProcess } from './server-process';

/** A server that only answers, and workers beside it, as they are where nothing is set. */
export class Fleet {
  private constructor(
    private readonly server: ServerProcess,
    private readonly workers: readonly ProductProcess[],
  ) {}

  static async start(databaseUrl: string, workers: number): Promise<Fleet> {
    const server = await ServerProcess.startWithoutJobs(databaseUrl);
    return new Fleet(
      server,
      Array.from({ length: workers }, () => startWorker(databaseUrl)),
    );
  }

  /** Of the server. */
  get url(): string {
    return this.server.url;
  }

  /** Of the largest process, in MiB; undefined where the system does not tell. */
  peakRssMb(): number | undefined {
    const peaks = [this.server, ...this.workers].flatMap((process) => process.peakRssMb() ?? []);
    return peaks.length > 0 ? Math.max(...peaks) : undefined;
  }

  async stop(): Promise<void> {
    for (const worker of this.workers) await worker.stop();
    await this.server.stop();
  }
}

/** `muster worker`, which resolves at once: what it is to do waits for it in the queue. */
export function startWorker(databaseUrl: string): ProductProcess {
  return ProductProcess.spawn(['cli/muster.js', 'worker'], databaseUrl);
}
