import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { compiledFile } from './compiled-program';

export type LogLine = Readonly<Record<string, unknown>>;

/** The served program in a process of its own, as `npm start` starts it. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** What it has logged so far. */
    readonly log: readonly LogLine[],
  ) {}

  /** Starts it on a free port; rejects where it ends before it listens. */
  static async start(databaseUrl: string, environment: Record<string, string> = {}): Promise<ServerProcess> {
    const child = spawn(process.execPath, [compiledFile('src/main.ts')], {
      env: {
        ...process.env,
        ...{ DATABASE_URL: databaseUrl, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info', ...environment },
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const log: LogLine[] = [];
    const listening = new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).on('line', (text) => {
        const line = JSON.parse(text) as LogLine;
        log.push(line);
        if (typeof line['url'] === 'string') resolve(line['url']);
      });
      child.on('exit', () => reject(new Error('the server ended before it listened')));
    });
    return new ServerProcess(child, await listening, log);
  }

  /** Of the process. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Posts a document; rejects where the server is gone before it has answered. */
  async graphql(document: string, variables: object, token: string): Promise<unknown> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: document, variables }),
    });
    return response.json();
  }

  /** Asks it to stop; the exit code. */
  async stop(): Promise<number | null> {
    const exited = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const [code] = (await exited) as [number | null];
    return code;
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
