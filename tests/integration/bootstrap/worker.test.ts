import { createJobs } from '../../../src/bootstrap/create-jobs';
import { startWorker, type RunningWorker } from '../../../src/bootstrap/worker';
import { defineJob, type Job } from '../../../src/jobs/define-job';
import { useOwnDatabase } from '../../support/own-database';
import { PostgresProxy } from '../../support/postgres-proxy';
import { SETTINGS } from '../../support/settings';
import { until } from '../../support/until';

// A worker takes whatever waits in a database, also what other tests have left.
const database = useOwnDatabase('worker');
const errors: string[] = [];
const logger = { error: (_: object, message: string) => errors.push(message), warn: () => 0, debug: () => 0 };

let worker: RunningWorker | undefined;
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  errors.length = 0;
});

async function work(jobs: readonly Job[]): Promise<void> {
  worker = await startWorker({ url: database.url, jobs, logger });
}

function addJob(name: string): Promise<unknown> {
  return database.query('select graphile_worker.add_job($1)', [name]);
}

/** A job, and the moment at which it has run. */
function announced(name: string, run: () => Promise<void>): { job: Job; done: Promise<void> } {
  let resolve = (): void => undefined;
  const done = new Promise<void>((settle) => (resolve = settle));
  return { job: defineJob(name, null, () => run().finally(() => resolve())), done };
}

it('runs the jobs that others ask for', async () => {
  const clock = () => new Date('2035-01-01T00:00:00Z');
  const jobs = createJobs({ unitOfWork: database.unitOfWork, clock, settings: SETTINGS });
  const keep = jobs.find(({ name }) => name === 'keep-event-partitions');
  const { job, done } = announced('keep-event-partitions', async () => keep?.run({}));
  await work([job]);
  await addJob('keep-event-partitions');
  await done;
  const made = await database.query(`select from pg_class where relname like 'events\\_2035____' and relkind = 'r'`);
  expect(made).toHaveLength(15);
});

it('knows when the jobs of the clock are due', async () => {
  const clock = () => new Date();
  const jobs = createJobs({ unitOfWork: database.unitOfWork, clock, settings: SETTINGS });
  await work(jobs);
  const known = () =>
    database.query<object>('select identifier from graphile_worker._private_known_crontabs order by identifier');
  // The clock starts on its own, a little after the worker.
  await until(async () => (await known()).length > 0);
  const timed = jobs.filter(({ cron }) => cron !== null).map(({ name }) => ({ identifier: name }));
  expect(await known()).toEqual(timed.sort((a, b) => (a.identifier < b.identifier ? -1 : 1)));
});

it('leaves jobs to other processes where it may run none', async () => {
  let ran = false;
  const { job, done } = announced('left-alone', async () => void (ran = true));
  await addJob('left-alone');
  const idle = await startWorker({ url: database.url, jobs: [job], logger, concurrency: 0 });
  await idle.stop();
  const left = `select from graphile_worker.jobs where task_identifier = 'left-alone' and locked_at is null`;
  expect(await database.query(left)).toHaveLength(1);
  expect(ran).toBe(false);
  await work([job]);
  await done;
  expect(ran).toBe(true);
});

it('lets a job that runs come to its end when it stops', async () => {
  let ended = false;
  const begun = announced('slow', async () => undefined);
  const slow = defineJob('slow', null, async () => {
    await begun.job.run({});
    await database.query('select pg_sleep(0.3)');
    ended = true;
  });
  await work([slow]);
  await addJob('slow');
  await begun.done;
  await worker?.stop();
  worker = undefined;
  expect(ended).toBe(true);
});

it('logs a job that failed, and keeps it for later', async () => {
  const { job, done } = announced('failing', () => Promise.reject(new Error('no luck')));
  await work([job]);
  await addJob('failing');
  await done;
  await worker?.stop();
  worker = undefined;
  expect(errors.join()).toContain('no luck');
  const kept = await database.query(`select attempts from graphile_worker.jobs where task_identifier = 'failing'`);
  expect(kept).toEqual([{ attempts: 1 }]);
});

it('outlives the loss of its connections', async () => {
  const { job, done } = announced('after', async () => undefined);
  await work([job]);
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'muster-worker' and datname = current_database()`,
  );
  await addJob('after');
  await done;
  expect(worker).toBeDefined();
});

it('does a job again whose end the database did not hear of, and does not keep it locked', async () => {
  const proxy = await PostgresProxy.start(database.url);
  let runs = 0;
  const job = defineJob('unheard', null, async () => {
    runs += 1;
    // Everything is cut off when the job ends, and for a moment after.
    if (runs === 1) void proxy.refuse(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
  });
  worker = await startWorker({ url: proxy.url, jobs: [job], logger });
  await addJob('unheard');
  const left = `select from graphile_worker.jobs where task_identifier = 'unheard'`;
  await until(async () => (await database.query(left)).length === 0);
  expect(runs).toBe(2);
  await worker.stop();
  worker = undefined;
  await proxy.close();
});

it('stops while the database is away', async () => {
  const proxy = await PostgresProxy.start(database.url);
  const { job } = announced('never', async () => undefined);
  const away = await startWorker({ url: proxy.url, jobs: [job], logger });
  await proxy.refuse(() => away.stop());
  await proxy.close();
  expect(errors.join()).not.toContain('shut');
});
