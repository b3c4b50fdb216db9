import { CompleteResolutions } from '../../../../src/application/complete-resolutions/complete-resolutions.handler';
import { IngestEvents } from '../../../../src/application/ingest-events/ingest-events.handler';
import { CreateRelease } from '../../../../src/application/releases/create-release.handler';
import type { Caller } from '../../../../src/domain/access';
import type { CompletionRequest } from '../../../../src/persistence/compile/releases/completion-job';
import { statement } from '../../../../src/persistence/statement';
import type { UnitOfWork } from '../../../../src/persistence/unit-of-work';
import { incomingEvent } from '../../../support/build/event';
import { buildGroups } from '../../../support/build/group';
import { buildRelease } from '../../../support/build/release';
import { buildWorld, type World } from '../../../support/build/world';
import { callerOf, mutate } from '../../../support/bulk-mutation';
import { Checkpoint, ConcurrentCalls, StartingGate } from '../../../support/concurrent-calls';
import { at, IntervenedUnitOfWork } from '../../../support/intervened-unit-of-work';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();
const calls = ConcurrentCalls.use(database);
const NOTHING = statement('nothing', 'select');
const IN_NEXT = { status: 'RESOLVED', statusDetails: { inNextRelease: true } } as const;

let world: World;
let caller: Caller;
beforeEach(async () => {
  world = await buildWorld(database);
  caller = await callerOf(database.unitOfWork, world.token);
  const dateAdded = new Date(Date.now() - 3_600_000);
  await buildRelease(database, 'a', { projects: [world.project], dateAdded });
});

/** A unit of work that stands still once a statement has run. */
function heldAfter(label: string, checkpoint: Checkpoint): IntervenedUnitOfWork {
  const hold = at(label, async (last, tx) => {
    await tx.rows(last);
    await checkpoint.stand();
    return NOTHING;
  });
  return new IntervenedUnitOfWork(calls.dataSource, hold);
}

const plain = (): IntervenedUnitOfWork => new IntervenedUnitOfWork(calls.dataSource, (sent) => sent);

/** The dates of releases must differ: by the real clock, with one millisecond between two calls. */
let last = 0;
const clock = (): Date => new Date((last = Math.max(last + 1, Date.now())));

const create = (unitOfWork: UnitOfWork, version: string) =>
  new CreateRelease({ unitOfWork, clock }).execute(caller, {
    ...{ organization: world.organization.slug, projects: [world.project.slug], version },
  });

const ingest = (unitOfWork: UnitOfWork, release: string) =>
  new IngestEvents({ unitOfWork, clock }).execute([incomingEvent(world.project, { message: 'no', release })]);

async function issues(count: number): Promise<string[]> {
  return (await buildGroups(database, count, { project: world.project })).map(({ id }) => id);
}

/** What waits in the queue for the organization, a few issues at a time. */
async function runJobs(): Promise<void> {
  const jobs = await database.query<{ payload: CompletionRequest }>(
    `with taken as (
       delete from graphile_worker._private_jobs where key like 'complete-resolutions:' || $1 || ':%' returning payload
     ) select payload from taken`,
    [world.organization.id],
  );
  const completing = new CompleteResolutions({ unitOfWork: plain(), pageSize: 2 });
  await Promise.all(jobs.map(({ payload }) => completing.execute(payload)));
}

async function newestRelease(): Promise<string> {
  const [row] = await database.query<{ version: string }>(
    'select version from releases where organization_id = $1 order by date_added desc, id desc limit 1',
    [world.organization.id],
  );
  return row?.version ?? '';
}

/** `b IN_RELEASE b`: the release, the type, and the version that the feed names; by issue. */
async function resolutions(): Promise<string[]> {
  const rows = await database.query<{ line: string }>(
    `select concat_ws(' ', r.version, x.type, a.data->>'version') as line
     from group_resolutions x
     join releases r on r.id = x.release_id
     join activities a on a.group_id = x.group_id and a.id = x.id
     where x.organization_id = $1 order by x.group_id`,
    [world.organization.id],
  );
  return rows.map(({ line }) => line.trim());
}

it('a dozen creations of one release at once make one, and complete what waits once', async () => {
  const ids = await issues(5);
  await mutate(database.unitOfWork, { caller, ids, input: IN_NEXT });
  const gate = new StartingGate(calls, 12);
  const unitOfWork = new IntervenedUnitOfWork(
    calls.dataSource,
    at('insert-releases', async (sent) => {
      await gate.pass();
      return sent;
    }),
  );
  const answers = await gate.race((index) =>
    index % 4 === 3 ? ingest(unitOfWork, 'b').then(() => null) : create(unitOfWork, 'b'),
  );
  const made = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  expect(made).toHaveLength(12);
  expect(made.flatMap((answer) => answer?.problems ?? [])).toEqual([]);
  expect(new Set(made.flatMap((answer) => answer?.value?.id ?? []))).toHaveProperty('size', 1);
  expect(gate.arrivedAtOpening).toBeGreaterThan(1);
  expect(await resolutions()).toEqual(ids.map(() => 'b IN_RELEASE b'));
});

it('a resolution that is being written while the release is made is completed when both are there', async () => {
  const ids = await issues(3);
  const checkpoint = new Checkpoint();
  const resolving = mutate(heldAfter('insert-bulk-operation', checkpoint), { caller, ids, input: IN_NEXT });
  await checkpoint.reached;
  const creating = create(plain(), 'b');
  expect(await calls.fate(creating)).toBe('done');
  await runJobs();
  checkpoint.release();
  await resolving;
  expect(await resolutions()).toEqual(ids.map(() => 'a IN_NEXT_RELEASE'));
  await runJobs();
  expect(await resolutions()).toEqual(ids.map(() => 'b IN_RELEASE b'));
});

it('a release waits for nobody who holds an issue or a resolution that waits for it', async () => {
  const ids = await issues(2);
  const [held = ''] = ids;
  await mutate(database.unitOfWork, { caller, ids, input: IN_NEXT });
  const release = await calls.lock(held);
  expect(await calls.fate(create(plain(), 'b'))).toBe('done');
  await release();
  expect(await resolutions()).toEqual(ids.map(() => 'b IN_RELEASE b'));
});

it('an event that names a new release waits neither for an issue nor for a resolution that somebody holds', async () => {
  const ids = await issues(2);
  const [held = '', free = ''] = ids;
  await mutate(database.unitOfWork, { caller, ids, input: IN_NEXT });
  const checkpoint = new Checkpoint();
  const reopening = mutate(heldAfter('delete-resolutions', checkpoint), {
    ...{ caller, ids: [held], input: { status: 'UNRESOLVED' } },
  });
  await checkpoint.reached;
  const lockOfFree = await calls.lock(free);
  expect(await calls.fate(ingest(plain(), 'b'))).toBe('done');
  await lockOfFree();
  checkpoint.release();
  await reopening;
  expect(await resolutions()).toEqual(['b IN_RELEASE b']);
});

it('no resolution is lost between calls that resolve in the next release and releases that come meanwhile', async () => {
  const ids = await issues(10);
  const works = ids.map((id, index) => [
    () => mutate(plain(), { caller, ids: [id], input: IN_NEXT }),
    () => (index % 2 === 0 ? create(plain(), `b${index}`) : ingest(plain(), `b${index}`)),
  ]);
  const answers = await Promise.allSettled(works.flat().map((work) => work()));
  expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
  await runJobs();
  const lines = await resolutions();
  expect(lines).toHaveLength(ids.length);
  const pending = lines.filter((line) => line.endsWith('IN_NEXT_RELEASE'));
  expect(lines.filter((line) => !pending.includes(line) && !/^(b\d+) IN_RELEASE \1$/.test(line))).toEqual([]);
  // What still waits goes out from the newest release of all.
  const newest = await newestRelease();
  expect(pending).toEqual(pending.map(() => `${newest} IN_NEXT_RELEASE`));
});
