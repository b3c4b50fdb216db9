import { CompleteResolutions } from '../../../../src/application/complete-resolutions/complete-resolutions.handler';
import type { Caller } from '../../../../src/domain/access';
import type { CompletionRequest } from '../../../../src/persistence/compile/releases/completion-job';
import type { TestGroup } from '../../../support/build/group-options';
import { buildRelease } from '../../../support/build/release';
import { buildWorld, type World } from '../../../support/build/world';
import { callerOf } from '../../../support/bulk-mutation';
import { issueRows } from '../../../support/issue-rows';
import { IssueEvents } from '../../../support/lifecycle/use-events';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation } from '../../../support/use-bulk-mutation';

/** What waits for a release, before and after a job has written down that it has come. */
const database = useTestDatabase();
const bulk = useBulkMutation(database);
const events = new IssueEvents(database);
const T0 = new Date('2027-03-01T10:20:00.000Z');
const minutes = (count: number): Date => new Date(T0.getTime() + count * 60_000);
const IN_NEXT = { status: 'RESOLVED', statusDetails: { inNextRelease: true } } as const;

let world: World;
let caller: Caller;
beforeEach(async () => {
  world = await buildWorld(database);
  caller = await callerOf(database.unitOfWork, world.token);
  await buildRelease(database, 'a', { projects: [world.project], dateAdded: minutes(-60) });
  bulk.now = T0;
});

const build = (): Promise<TestGroup> =>
  events.build({ project: world.project, firstSeen: minutes(-120), substatus: 'ONGOING' });
const resolve = (group: TestGroup) => bulk.call(world.token, { ids: [group.id], input: IN_NEXT });

async function create(version: string, given: { readonly dateReleased?: Date } = {}): Promise<void> {
  const command = { organization: world.organization.slug, projects: [world.project.slug], version, ...given };
  expect((await bulk.application.createRelease.execute(caller, command)).problems).toEqual([]);
}

async function resolutionOf({ id }: TestGroup): Promise<string> {
  const [row] = await database.query<{ line: string }>(
    `select concat_ws(' ', r.version, x.type) as line from group_resolutions x join releases r on r.id = x.release_id
     where x.group_id = $1`,
    [id],
  );
  return row?.line ?? 'none';
}

async function runJobs(): Promise<void> {
  const jobs = await database.query<{ payload: CompletionRequest }>(
    `select payload from graphile_worker._private_jobs where key like 'complete-resolutions:' || $1 || ':%'`,
    [world.organization.id],
  );
  for (const { payload } of jobs) await new CompleteResolutions(database).execute(payload);
}

/** As it is where so many wait that the release does not complete them at once. */
const unwrite = ({ id }: TestGroup) =>
  database.query(
    `update group_resolutions x set type = 'IN_NEXT_RELEASE', status = 'PENDING', release_id = r.id
     from releases r where r.organization_id = x.organization_id and r.version = 'a' and x.group_id = $1`,
    [id],
  );

describe('how a resolution reads whose release has come', () => {
  it.each([false, true])('is the same, written down or not: %s', async (isWritten) => {
    const [group, other] = [await build(), await build()];
    const key = { organizationId: world.organization.id, id: group.id };
    const read = async () => (await bulk.application.readIssues.byKeys(caller, [key]))[0]?.resolution;
    await resolve(group);
    expect(await read()).toMatchObject({ type: 'IN_NEXT_RELEASE' });
    bulk.now = minutes(2);
    await create('b');
    await resolve(other);
    if (!isWritten) await unwrite(group);
    expect(await read()).toEqual({
      ...{ type: 'IN_RELEASE', releaseVersion: 'b', currentReleaseVersion: null, futureReleaseVersion: null },
      actorId: world.owner.id,
    });
    const waiting = await bulk.application.readIssues.byKeys(caller, [{ ...key, id: other.id }]);
    expect(waiting).toMatchObject([{ resolution: { type: 'IN_NEXT_RELEASE' } }]);
  });
});

describe('an event of a release that came between the two', () => {
  const between = { release: 'between' };
  const met = async (group: TestGroup): Promise<unknown> => {
    await events.send([group], between, { now: minutes(3) });
    return (await issueRows(database, group)).group['status'];
  };

  it.each([false, true])('is judged alike, written down or not: %s', async (isWritten) => {
    const [group, other] = [await build(), await build()];
    await resolve(group);
    bulk.now = minutes(2);
    await create('b');
    if (!isWritten) await unwrite(group);
    // It was built before the fix, and is told of later.
    await buildRelease(database, 'between', { projects: [world.project], dateAdded: minutes(1) });
    expect(await met(group)).toBe('RESOLVED');
    expect(await met(other)).toBe('UNRESOLVED');
    await events.send([group], { release: 'b' }, { now: minutes(4) });
    expect((await issueRows(database, group)).group['status']).toBe('UNRESOLVED');
  });
});

it('U1 a resolution that an undo brings back is completed, although its release has come meanwhile', async () => {
  const group = await build();
  await resolve(group);
  const { operationId } = await bulk.call(world.token, { ids: [group.id], input: { status: 'UNRESOLVED' } });
  bulk.now = minutes(2);
  await create('b');
  await bulk.undo(world.token, operationId);
  expect(await resolutionOf(group)).toBe('a IN_NEXT_RELEASE');
  await runJobs();
  expect(await resolutionOf(group)).toBe('b IN_RELEASE');
});

it('a release that is dated back completes what waited when it came, and nothing that was resolved after it', async () => {
  const [before, after] = [await build(), await build()];
  await resolve(before);
  bulk.now = minutes(2);
  await create('old', { dateReleased: minutes(-90) });
  expect(await resolutionOf(before)).toBe('old IN_RELEASE');
  bulk.now = minutes(3);
  await resolve(after);
  await new CompleteResolutions(database).execute({
    ...{ organizationId: world.organization.id, projectIds: [world.project.id], came: null },
  });
  await runJobs();
  expect(await resolutionOf(after)).toBe('a IN_NEXT_RELEASE');
});
