import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

/** One statement with its values. */
export type Step = readonly [text: string, values: readonly unknown[]];

/** Somebody who writes one transaction after the other, as a server does, and waits for no lock longer than that. */
export class Writer {
  readonly refused: string[] = [];
  /** Of the transaction that took longest, and of all. */
  longestMs = 0;
  written = 0;
  private isOver = false;

  private constructor(private readonly client: Client) {}

  static async open(url: string, lockTimeoutMs: number): Promise<Writer> {
    const client = new Client({ connectionString: url, application_name: 'muster-test-writer' });
    await client.connect();
    await client.query(`set lock_timeout = ${lockTimeoutMs}`);
    return new Writer(client);
  }

  /** Until it is told to end; `steps` makes each transaction of a number that counts up. */
  async write(steps: (count: number) => readonly Step[]): Promise<void> {
    while (!this.isOver) {
      const since = performance.now();
      const [done] = await Promise.allSettled([this.once(steps(this.written))]);
      if (done.status === 'rejected') {
        this.refused.push(String(done.reason));
        await this.client.query('rollback');
      }
      this.longestMs = Math.max(this.longestMs, Math.round(performance.now() - since));
      this.written += 1;
      // The machine is not to be kept busy by writers alone.
      await delay(5);
    }
    await this.client.end();
  }

  end(): void {
    this.isOver = true;
  }

  private async once(steps: readonly Step[]): Promise<void> {
    await this.client.query('begin');
    for (const [text, values] of steps) await this.client.query(text, [...values]);
    await this.client.query('commit');
  }
}
