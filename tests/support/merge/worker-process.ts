import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { compiledFile } from '../compiled-program';

/** `muster worker` in a process of its own. */
export class WorkerProcess {
  private constructor(private readonly child: ChildProcess) {}

  static start(databaseUrl: string, environment: Readonly<Record<string, string>> = {}): WorkerProcess {
    const child = spawn(process.execPath, [compiledFile('src/cli/muster.ts'), 'worker'], {
      env: { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent', ...environment },
      stdio: 'ignore',
    });
    return new WorkerProcess(child);
  }

  /** Of the process. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Whether it has ended, for whatever reason. */
  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Ends it without a chance to clean up. */
  async kill(): Promise<void> {
    if (this.hasEnded) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }
}
