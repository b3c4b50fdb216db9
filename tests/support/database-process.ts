import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { compiledFile } from './compiled-program';

/** A node process of its own that has the database of a folder open. */
export class DatabaseProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** Starts the process; rejects with what it printed where it could not open the database. */
  static async open(environment: Record<string, string>): Promise<DatabaseProcess> {
    const child = spawn(process.execPath, [compiledFile('tests/support/database-process.child.ts')], {
      env: { ...process.env, DATABASE_URL: '', ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    const closed = once(child, 'close');
    const [url] = (await Promise.race([
      once(createInterface({ input: child.stdout }), 'line'),
      closed.then(() => [null]),
    ])) as [string | null];
    if (url === null) throw new Error(complaint);
    return new DatabaseProcess(child, url);
  }

  /** Lets it close the database and end. */
  async close(): Promise<void> {
    this.child.stdin?.end();
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
  }

  /** Ends it without a chance to clean up. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
  }
}
