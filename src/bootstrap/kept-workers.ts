import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { run, type Runner, type RunnerOptions, type WorkerEvents } from 'graphile-worker';
import type { Pool } from 'pg';
import { unlockJobs } from '../persistence/unlock-jobs';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;

/** At once, but not without being waited for: without a batch the loss of the answer would end the process. */
const AT_ONCE = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } } as const;

export interface KeptWorkersOptions {
  readonly pool: Pool;
  readonly settings: Omit<RunnerOptions, 'pgPool' | 'events' | 'preset'>;
  readonly warn: (details: object, message: string) => void;
}

/** Some workers of the queue until they are in trouble, which is as a rule that they lose the database. */
interface Running {
  readonly runner: Runner;
  readonly poolId: () => string;
  readonly trouble: Promise<unknown>;
}

/**
 * Workers of the queue that begin anew after the database was away. Where an answer of it was lost, the queue may hold
 * jobs for these workers of which they know nothing, or that they have done; it would wait for them for four hours.
 */
export class KeptWorkers {
  private running: Running | null = null;
  private readonly stopped = new AbortController();
  private kept: Promise<void> = Promise.resolve();

  constructor(private readonly options: KeptWorkersOptions) {}

  /** Throws where they cannot begin. */
  async start(): Promise<void> {
    this.running = await this.begin();
    this.kept = this.keep(this.running);
  }

  /** Lets the jobs that run come to their end. */
  async stop(): Promise<void> {
    this.stopped.abort();
    if (this.running !== null) await end(this.running);
    await this.kept;
  }

  private async keep(first: Running): Promise<void> {
    let last = first;
    for (;;) {
      const reason: unknown = await last.trouble;
      await end(last);
      if (this.isStopped()) return;
      this.options.warn({ err: reason }, 'the workers of the queue begin anew');
      this.running = null;
      const next = await this.beginAgain(last);
      if (next === null) return;
      // Who asked for the stop meanwhile has found nothing to end.
      if (this.isStopped()) return end(next);
      last = next;
      this.running = next;
    }
  }

  private isStopped(): boolean {
    return this.stopped.signal.aborted;
  }

  /** Tries until the database is there; null: nobody wants them any more. */
  private async beginAgain(last: Running): Promise<Running | null> {
    const { signal } = this.stopped;
    for (let wait = FIRST_WAIT_MS; !signal.aborted; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      try {
        await unlockJobs(this.options.pool, last.poolId());
        return await this.begin();
      } catch (error) {
        this.options.warn({ err: error }, 'the workers of the queue cannot begin');
        await Promise.allSettled([pause(wait, undefined, { signal })]);
      }
    }
    return null;
  }

  private async begin(): Promise<Running> {
    const { pool, settings } = this.options;
    const events: WorkerEvents = new EventEmitter();
    let poolId = '';
    events.on('pool:create', ({ workerPool }) => (poolId = workerPool.id));
    const failed = new Promise<unknown>((resolve) => {
      events.on('worker:getJob:error', ({ error }) => resolve(error));
      events.on('pool:fatalError', ({ error }) => resolve(error));
    });
    const runner = await run({ ...settings, pgPool: pool, events, preset: AT_ONCE });
    const ended = runner.promise.then(
      () => null,
      (error: unknown) => error,
    );
    return { runner, poolId: () => poolId, trouble: Promise.race([failed, ended]) };
  }
}

/** Also where they are about to end already. */
async function end({ runner }: Running): Promise<void> {
  await Promise.allSettled([runner.stop(), runner.promise]);
}
