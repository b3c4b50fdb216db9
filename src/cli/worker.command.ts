import { createJobs } from '../bootstrap/create-jobs';
import { listenForChanges } from '../bootstrap/listen-for-changes';
import { openDatabase, type OpenDatabase } from '../bootstrap/database';
import { openMail } from '../bootstrap/open-mail';
import { publicUrlOf } from '../bootstrap/public-url';
import { noteTransactions } from '../bootstrap/note-application';
import { stopSignal } from '../bootstrap/stop-signal';
import { warnOfNewerSchema } from '../bootstrap/warn-of-newer-schema';
import { telemetry } from '../bootstrap/telemetry/start-telemetry';
import { traceTransactions } from '../bootstrap/telemetry/trace-application';
import { toldJobs } from '../bootstrap/told-jobs';
import { startWorker } from '../bootstrap/worker';
import { defineCommand, type CommandContext } from './command';
import { UsageError } from './usage-error';

/** Runs the jobs of the queue without a server. */
export const workerCommand = defineCommand({
  name: 'worker',
  summary: 'Run background jobs, without a server.',
  description: `Runs the background jobs until Ctrl-C or SIGTERM, then lets the running ones come to their end. Any number of
workers share one queue; the server runs jobs too, unless
MUSTER_JOB_CONCURRENCY is 0 there.`,
  options: {},
  async run(_values, context) {
    if (context.environment.jobConcurrency === 0) {
      throw new UsageError('MUSTER_JOB_CONCURRENCY is 0; a worker must run at least one job at a time.', 'worker');
    }
    // Listened for from the beginning: an embedded PostgreSQL that was just started must be stopped again.
    const stopped = stopSignal();
    const database = await openDatabase(context.environment, { applicationName: 'muster-worker-command' });
    await workUntil(stopped, database, context).finally(() => database.close());
    await telemetry?.stop();
  },
});

async function workUntil(stopped: Promise<unknown>, database: OpenDatabase, context: CommandContext): Promise<void> {
  const { url, unitOfWork, dataSource } = database;
  const { environment, logger } = context;
  await warnOfNewerSchema(dataSource, logger);
  const shared = { unitOfWork, clock: () => new Date() };
  const mail = openMail(environment, { logger, publicUrl: () => publicUrlOf(environment) });
  const jobs = createJobs({ ...shared, settings: environment, mail });
  noteTransactions(unitOfWork);
  if (telemetry !== null) traceTransactions(unitOfWork, telemetry);
  const { jobConcurrency: concurrency, callConcurrency } = environment;
  const worker = await startWorker({ url, jobs: toldJobs(jobs, logger), logger, concurrency, callConcurrency });
  const listener = await listenForChanges({ url, logger, liveUpdates: null, jobs: shared });
  context.remark(`Running jobs: ${jobs.map(({ name }) => name).join(', ')}. Ctrl-C ends.`);
  await stopped;
  await listener.stop();
  await worker.stop();
  mail?.close();
}
