/** Work that a worker does when asked, or by the clock. */
export interface Job {
  /** The task's name in the queue. */
  readonly name: string;
  /** When it runs by itself, as five cron fields in UTC; null for work that only others ask for. */
  readonly cron: string | null;
  /** May run several times, and at once on several workers; throwing means again later. */
  run(payload: unknown): Promise<void>;
}

/** Declares a job; its name is what `add_job` calls it by. */
export function defineJob(name: string, cron: string | null, run: (payload: unknown) => Promise<void>): Job {
  return { name, cron, run };
}
