import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const MAIN = join(__dirname, '..', 'src', 'main.js');
const PATIENCE_MS = 60_000;

export interface ServerProcessOptions {
  readonly nodeOptions?: readonly string[];
  /** Settings other than those of every bench. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The real server, in a process of its own, on a database. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    // A bench that fails leaves no server behind.
    process.once('exit', this.kill);
  }

  /** Resolves when it answers; `nodeOptions` such as --cpu-prof go before the script. */
  static async start(
    databaseUrl: string,
    { nodeOptions = [], environment = {} }: ServerProcessOptions = {},
  ): Promise<ServerProcess> {
    const port = await freePort();
    const child = spawn(process.execPath, [...nodeOptions, MAIN], {
      env: {
        ...process.env,
        ...{ DATABASE_URL: databaseUrl, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'error' },
        // What waits to be undone waits longer than any measurement: its jobs would write beside it.
        ...{ MUSTER_UNDO_WINDOW_SECONDS: '86400', ...environment },
      },
      // Its log is no part of the result on stdout.
      stdio: ['ignore', process.stderr, process.stderr],
    });
    const server = new ServerProcess(child, `http://127.0.0.1:${port}`);
    await server.answers();
    return server;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The most memory that the process ever had, in MiB; undefined where the system does not tell. */
  peakRssMb(): number | undefined {
    if (process.platform !== 'linux') return undefined;
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    await once(this.child, 'exit');
    process.off('exit', this.kill);
  }

  private readonly kill = (): void => void this.child.kill('SIGKILL');

  private async answers(): Promise<void> {
    for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await delay(20)) {
      if (this.child.exitCode !== null) throw new Error(`The server ended with exit code ${this.child.exitCode}.`);
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
