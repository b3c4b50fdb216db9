import { createJobs } from '../../../src/bootstrap/create-jobs';
import type { UnitOfWork } from '../../../src/persistence/unit-of-work';
import { BusyError } from '../../../src/persistence/unit-of-work';
import { IntervenedUnitOfWork } from '../intervened-unit-of-work';
import { SETTINGS } from '../settings';
import type { HourWorld } from './hour-world';

/** What a worker runs by the clock, in the order of a bad day. */
const BY_CLOCK = [
  ...['lift-snoozes', 'age-issues', 'resolve-by-age', 'refresh-forecasts'],
  ...['clean-up-inboxes', 'sweep-merges', 'sweep-deletions'],
];
/** What a sweep asks for again; others must not be lost. */
const SWEPT = new Set(['merge-groups', 'delete-groups']);

interface QueuedJob {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
}

/** Runs what is due; answers how many jobs there were. */
export async function runDueJobs(world: HourWorld): Promise<number> {
  const jobs = await dueJobs(world);
  for (const job of jobs) await runJob(world, job);
  return jobs.length;
}

/** Lets a worker die in the middle of a job; the job is done again later, or lost with the worker. */
export async function killSomeJob(world: HourWorld): Promise<void> {
  const jobs = await dueJobs(world);
  const job = jobs[world.random(jobs.length)];
  if (job === undefined) return;
  const isLost = SWEPT.has(job.name) && world.random(2) === 0;
  let statements = world.random(40);
  const dying = new IntervenedUnitOfWork(world.database.dataSource, (statement) => {
    statements -= 1;
    if (statements < 0) throw new Killed();
    return statement;
  });
  await runJob(world, job, dying);
  if (isLost) await forget(world, job);
}

/** What a worker does by itself: one job, or all of them. */
export async function runByClock(world: HourWorld, which: number | 'all'): Promise<void> {
  const names = which === 'all' ? BY_CLOCK : BY_CLOCK.slice(which % BY_CLOCK.length).slice(0, 1);
  for (const name of names) await work(world, { id: '', name, payload: {} }, world.database.unitOfWork);
}

class Killed extends Error {}

function dueJobs({ database, now }: HourWorld): Promise<QueuedJob[]> {
  return database.query<QueuedJob>(
    `select j.id, t.identifier as name, j.payload from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id
     where j.run_at <= $1 and j.locked_at is null order by j.run_at, j.id`,
    [now],
  );
}

/** As the queue does it: a job that is being run is not replaced by one with its key. */
async function runJob(world: HourWorld, job: QueuedJob, unitOfWork = world.database.unitOfWork): Promise<void> {
  const { database } = world;
  const taken = await database.query(
    `with taken as (
       update graphile_worker._private_jobs set locked_at = now(), locked_by = 'hour'
       where id = $1 and locked_at is null returning id
     )
     select id from taken`,
    [job.id],
  );
  if (taken.length === 0) return;
  const before = await countEvents(world);
  const isDone = await work(world, job, unitOfWork);
  if (job.name === 'delete-groups') world.deleted += before - (await countEvents(world));
  if (isDone) return forget(world, job);
  await database.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null where id = $1', [
    job.id,
  ]);
}

async function work(world: HourWorld, { name, payload }: QueuedJob, unitOfWork: UnitOfWork): Promise<boolean> {
  const jobs = createJobs({ unitOfWork, clock: () => world.now, settings: SETTINGS });
  const job = jobs.find((one) => one.name === name);
  if (job === undefined) throw new Error(`There is no job ${name}.`);
  try {
    await job.run(payload);
    return true;
  } catch (error) {
    if (error instanceof Killed || error instanceof BusyError) return false;
    throw error;
  }
}

async function forget({ database }: HourWorld, { id }: QueuedJob): Promise<void> {
  await database.query('delete from graphile_worker._private_jobs where id = $1', [id]);
}

async function countEvents({ database, organization }: HourWorld): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    'select count(*)::int as count from events where organization_id = $1',
    [organization.id],
  );
  return row?.count ?? 0;
}
