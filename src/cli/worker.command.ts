import { createJobs } from '../bootstrap/create-jobs';
import { openDatabase, type OpenDatabase } from '../bootstrap/database';
import { stopSignal } from '../bootstrap/stop-signal';
import { startWorker } from '../bootstrap/worker';
import { defineCommand, type CommandContext } from './command';

/** Runs the jobs of the queue without a server. */
export const workerCommand = defineCommand({
  name: 'worker',
  summary: 'Run background jobs, without a server.',
  description: `Runs the background jobs until Ctrl-C or SIGTERM, then lets the running ones come to their end. Any number of
workers share one queue; the server runs jobs too.`,
  options: {},
  async run(_values, context) {
    // Listened for from the beginning: an embedded PostgreSQL that was just started must be stopped again.
    const stopped = stopSignal();
    const database = await openDatabase(context.environment, { applicationName: 'muster-worker-command' });
    await workUntil(stopped, database, context).finally(() => database.close());
  },
});

async function workUntil(stopped: Promise<unknown>, database: OpenDatabase, context: CommandContext): Promise<void> {
  const { url, unitOfWork } = database;
  const jobs = createJobs({ unitOfWork, clock: () => new Date(), settings: context.environment });
  const worker = await startWorker({ url, jobs, logger: context.logger });
  context.remark(`Running jobs: ${jobs.map(({ name }) => name).join(', ')}. Ctrl-C ends.`);
  await stopped;
  await worker.stop();
}
