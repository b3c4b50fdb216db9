import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ProductProcess, type ProductProcessOptions } from './product-process';

const PATIENCE_MS = 60_000;

export interface ServerProcessOptions extends ProductProcessOptions {
  /** Of the build; the product's own where it is absent. */
  readonly script?: string;
}

/** The real server, in a process of its own, on a database. */
export class ServerProcess {
  private constructor(
    private readonly product: ProductProcess,
    readonly url: string,
  ) {}

  /** Resolves when it answers. */
  static async start(databaseUrl: string, options: ServerProcessOptions = {}): Promise<ServerProcess> {
    const port = await freePort();
    const environment = { HOST: '127.0.0.1', PORT: String(port), ...options.environment };
    const product = ProductProcess.spawn([options.script ?? 'main.js'], databaseUrl, { ...options, environment });
    const server = new ServerProcess(product, `http://127.0.0.1:${port}`);
    await server.answers();
    return server;
  }

  /** A server that runs no jobs: what calls leave to jobs waits, and nothing else writes beside a call. */
  static startWithoutJobs(databaseUrl: string): Promise<ServerProcess> {
    return ServerProcess.start(databaseUrl, { environment: { MUSTER_JOB_CONCURRENCY: '0' } });
  }

  get pid(): number {
    return this.product.pid;
  }

  /** The most memory that the process ever had, in MiB; undefined where the system does not tell. */
  peakRssMb(): number | undefined {
    return this.product.peakRssMb();
  }

  stop(): Promise<void> {
    return this.product.stop();
  }

  private async answers(): Promise<void> {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await delay(20)) {
      const { exitCode } = this.product;
      if (exitCode !== null) throw new Error(`The server ended with exit code ${exitCode}.`);
      const healthy = await fetch(`${this.url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (healthy) return;
    }
    await this.stop();
    throw new Error('The server does not answer.');
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
