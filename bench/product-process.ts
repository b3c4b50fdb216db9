import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = join(__dirname, '..', 'src');
/** As `npm start` gives it. */
const NODE_OPTIONS = ['--max-semi-space-size=32'];

export interface ProductProcessOptions {
  readonly nodeOptions?: readonly string[];
  /** Settings other than those of every bench. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A process of the product, on a database. */
export class ProductProcess {
  private constructor(private readonly child: ChildProcess) {
    // A bench that fails leaves no process behind.
    process.once('exit', this.kill);
  }

  /** Starts a script of the build with its arguments; `nodeOptions` such as --cpu-prof go before it. */
  static spawn(
    [script, ...args]: readonly [string, ...string[]],
    databaseUrl: string,
    { nodeOptions = [], environment = {} }: ProductProcessOptions = {},
  ): ProductProcess {
    const child = spawn(process.execPath, [...NODE_OPTIONS, ...nodeOptions, join(SOURCE, script), ...args], {
      env: {
        ...process.env,
        ...{ DATABASE_URL: databaseUrl, LOG_LEVEL: 'error' },
        // What waits to be undone waits longer than any measurement: its jobs would write beside it.
        ...{ MUSTER_UNDO_WINDOW_SECONDS: '86400', ...environment },
      },
      // Its log is no part of the result on stdout.
      stdio: ['ignore', process.stderr, process.stderr],
    });
    return new ProductProcess(child);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** null while it runs. */
  get exitCode(): number | null {
    return this.child.exitCode;
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
}
