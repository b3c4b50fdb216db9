import { Logger as WorkerLogger, parseCronItems, type LogFunctionFactory } from 'graphile-worker';
import { Pool } from 'pg';
import type { Job } from '../jobs/define-job';
import { connectionSettings } from '../persistence/connection-settings';
import { KeptWorkers } from './kept-workers';

/** What of a pino logger the worker uses. */
export interface WorkerLog {
  error(details: object, message: string): void;
  warn(details: object, message: string): void;
  debug(details: object, message: string): void;
}

export interface WorkerOptions {
  /** A direct connection: LISTEN does not work through a pooler in transaction mode. */
  readonly url: string;
  readonly jobs: readonly Job[];
  readonly logger: WorkerLog;
  /** Jobs that run at the same time; 0: none, and those of the queue are left to other processes. */
  readonly concurrency?: number;
}

export interface RunningWorker {
  /** Lets the jobs that run come to their end. */
  stop(): Promise<void>;
}

/** Runs the jobs of the queue in this process, on connections of its own: one of them listens as long as it runs. */
export async function startWorker({ url, jobs, logger, concurrency = 2 }: WorkerOptions): Promise<RunningWorker> {
  if (concurrency === 0) return { stop: async () => undefined };
  const pool = new Pool({ ...connectionSettings({ url, applicationName: 'muster-worker' }), max: concurrency + 2 });
  // Without listeners the loss of a connection, idle or in use, would end the process.
  const lost = (error: Error): void => logger.warn({ err: error }, 'a connection of the worker was lost');
  pool.on('error', lost).on('connect', (client) => client.on('error', lost));
  const workers = new KeptWorkers({
    pool,
    warn: (details, message) => logger.warn(details, message),
    settings: {
      concurrency,
      noHandleSignals: true,
      logger: new WorkerLogger(logTo(logger)),
      taskList: Object.fromEntries(jobs.map((job) => [job.name, (payload: unknown) => job.run(payload)])),
      parsedCronItems: parseCronItems(
        jobs.flatMap(({ name, cron }) => (cron === null ? [] : [{ task: name, match: cron }])),
      ),
    },
  });
  await workers.start();
  return {
    stop: async () => {
      await workers.stop();
      await pool.end();
    },
  };
}

function logTo(logger: WorkerLog): LogFunctionFactory {
  return (scope) => (level, message, meta) => {
    const details = { ...scope, ...meta };
    // What the queue calls info is each single job.
    if (level === 'error') logger.error(details, message);
    else if (level === 'warning') logger.warn(details, message);
    else logger.debug(details, message);
  };
}
