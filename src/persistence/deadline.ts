import { AsyncLocalStorage } from 'node:async_hooks';
import { TimeOutError } from '../domain/time-out';

const current = new AsyncLocalStorage<Deadline>();

/** The time that a request has, which everything knows that is asked of the database for it. */
export class Deadline {
  private readonly endsAt: number;
  private readonly timer: NodeJS.Timeout;
  private readonly waiting = new Set<(error: TimeOutError) => void>();
  private committed = false;
  private over: TimeOutError | null = null;

  constructor(ms: number) {
    this.endsAt = performance.now() + ms;
    this.timer = setTimeout(() => this.expire(), ms).unref();
  }

  /** The one of the request that asks; null: it has all the time, as jobs have. */
  static get current(): Deadline | null {
    return current.getStore() ?? null;
  }

  /** Runs work that has no more time than this, with all that follows from it. */
  run<T>(work: () => T): T {
    return current.run(this, work);
  }

  /** The request is answered. */
  close(): void {
    clearTimeout(this.timer);
  }

  get leftMs(): number {
    return Math.max(1, Math.ceil(this.endsAt - performance.now()));
  }

  /** Throws TimeOutError where the time is over. */
  check(): void {
    if (this.over !== null) throw this.over;
  }

  /** Something of the request stays, whatever becomes of the rest. */
  noteCommit(): void {
    this.committed = true;
    if (this.over !== null) this.over = new TimeOutError(true);
  }

  /** What the work answers; TimeOutError as soon as the time is over, unless by then it `mustEnd`. The work goes on then, unheard. */
  async wait<T>(work: Promise<T>, mustEnd: () => boolean = () => false): Promise<T> {
    let giveUp: (error: TimeOutError) => void = () => undefined;
    const end = new Promise<never>((_, reject) => {
      giveUp = (error) => {
        if (!mustEnd()) reject(error);
      };
      this.waiting.add(giveUp);
    });
    return Promise.race([work, end]).finally(() => this.waiting.delete(giveUp));
  }

  /** What the work answers; where the time is over before, `stop` is done too, and waited for. */
  async stop<T>(work: Promise<T>, stop: () => Promise<void>): Promise<T> {
    let stopping: Promise<void> | undefined;
    const end = (): void => {
      stopping = stop();
    };
    this.waiting.add(end);
    const [done] = await Promise.allSettled([work]);
    this.waiting.delete(end);
    await stopping;
    if (done.status === 'rejected') throw done.reason;
    return done.value;
  }

  private expire(): void {
    this.over = new TimeOutError(this.committed);
    for (const giveUp of this.waiting) giveUp(this.over);
  }
}
