import { Logger as WorkerLogger, parseCronItems, type LogFunctionFactory, type RunnerOptions } from 'graphile-worker';
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
  /** Besides them, jobs that mostly wait for other people's servers. */
  readonly callConcurrency?: number;
}

export interface RunningWorker {
  /** Lets the jobs that run come to their end. */
  stop(): Promise<void>;
}

/** Runs the jobs of the queue in this process, on connections of its own: one or two of them listen as long as it runs. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { url, jobs, logger, concurrency = 2, callConcurrency = 2 } = options;
  if (concurrency === 0) return { stop: async () => undefined };
  const pool = new Pool({ ...connectionSettings({ url, applicationName: 'muster-worker' }), max: concurrency + 4 });
  // Without listeners the loss of a connection, idle or in use, would end the process.
  const lost = (error: Error): void => logger.warn({ err: error }, 'a connection of the worker was lost');
  pool.on('error', lost).on('connect', (client) => client.on('error', lost));
  // Who waits for other people's servers does not hold up those who work.
  const kinds = [
    { jobs: jobs.filter(({ calls }) => !calls), concurrency },
    { jobs: jobs.filter(({ calls }) => calls), concurrency: callConcurrency },
  ].filter((kind) => kind.jobs.length > 0);
  const warn: WorkerLog['warn'] = (details, message) => logger.warn(details, message);
  const workers = kinds.map((kind) => {
    const settings = { ...tasksOf(kind.jobs), concurrency: kind.concurrency, noHandleSignals: true };
    return new KeptWorkers({ pool, warn, settings: { ...settings, logger: new WorkerLogger(logTo(logger)) } });
  });
  await Promise.all(workers.map((one) => one.start()));
  return {
    stop: async () => {
      await Promise.all(workers.map((one) => one.stop()));
      await pool.end();
    },
  };
}

function tasksOf(jobs: readonly Job[]): Pick<RunnerOptions, 'taskList' | 'parsedCronItems'> {
  return {
    taskList: Object.fromEntries(jobs.map((job) => [job.name, (payload: unknown) => job.run(payload)])),
    parsedCronItems: parseCronItems(
      jobs.flatMap(({ name, cron }) => (cron === null ? [] : [{ task: name, match: cron }])),
    ),
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
