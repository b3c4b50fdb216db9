const RETRY_MS = 1_000;

/** What is done for each key, and how. */
export interface RoundsOptions {
  /** What is done for a key; where it fails it is done again a little later, unless `onFault` says that it is no use. */
  readonly work: (key: string) => Promise<void>;
  readonly onFault: (fault: unknown, key: string, failures: number) => 'AGAIN' | 'NO_USE';
  /** Keys whose work is done at the same time. */
  readonly atOnce: number;
}

/** Does the work of a key soon after it was asked for: one round of a key at a time, and one more if it was asked for meanwhile. */
export class Rounds {
  private readonly waiting = new Set<string>();
  private readonly running = new Set<string>();
  private readonly failures = new Map<string, number>();

  constructor(private readonly options: RoundsOptions) {}

  ask(key: string): void {
    this.waiting.add(key);
    this.begin();
  }

  private begin(): void {
    for (const key of this.waiting) {
      if (this.running.size >= this.options.atOnce) return;
      if (this.running.has(key)) continue;
      this.waiting.delete(key);
      this.running.add(key);
      void this.round(key);
    }
  }

  private async round(key: string): Promise<void> {
    const [done] = await Promise.allSettled([this.options.work(key)]);
    this.running.delete(key);
    if (done.status === 'fulfilled') this.failures.delete(key);
    else this.fail(key, done.reason);
    this.begin();
  }

  private fail(key: string, fault: unknown): void {
    const failures = (this.failures.get(key) ?? 0) + 1;
    if (this.options.onFault(fault, key, failures) === 'AGAIN') {
      this.failures.set(key, failures);
      setTimeout(() => this.ask(key), RETRY_MS).unref();
    } else this.failures.delete(key);
  }
}
