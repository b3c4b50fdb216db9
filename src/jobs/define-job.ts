/** Work that a worker does when asked, or by the clock. */
export interface Job {
  /** The task's name in the queue. */
  readonly name: string;
  /** When it runs by itself, as five cron fields in UTC; null for work that only others ask for. */
  readonly cron: string | null;
  /** Whether it mostly waits for servers that are not ours; such jobs run beside the others, and hold none of them up. */
  readonly calls: boolean;
  /** May run several times, and at once on several workers; throwing means again later. */
  run(payload: unknown): Promise<void>;
}

/** Declares a job; its name is what `add_job` calls it by. */
export function defineJob(name: string, cron: string | null, run: (payload: unknown) => Promise<void>): Job {
  return { name, cron, calls: false, run };
}

/** Declares a job that calls servers of other people. */
export function defineCallingJob(name: string, cron: string | null, run: (payload: unknown) => Promise<void>): Job {
  return { ...defineJob(name, cron, run), calls: true };
}
