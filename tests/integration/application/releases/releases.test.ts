import { CreateRelease } from '../../../../src/application/releases/create-release.handler';
import type { Caller } from '../../../../src/domain/access';
import type { GivenCommit } from '../../../../src/domain/releases/check-release';
import { incomingEvent } from '../../../support/build/event';
import { buildGroup, buildGroups } from '../../../support/build/group';
import { buildProject, type TestProject } from '../../../support/build/organization';
import { buildRelease } from '../../../support/build/release';
import { buildWorld, type World } from '../../../support/build/world';
import { callerOf } from '../../../support/bulk-mutation';
import { IntervenedUnitOfWork } from '../../../support/intervened-unit-of-work';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation } from '../../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);

const T0 = new Date('2026-12-01T12:00:00.000Z');
const minutes = (count: number): Date => new Date(T0.getTime() + count * 60_000);

let world: World;
let caller: Caller;
beforeEach(async () => {
  world = await buildWorld(database);
  caller = await callerOf(database.unitOfWork, world.token);
});

interface ReleaseGiven {
  readonly projects?: readonly string[];
  readonly commits?: readonly GivenCommit[];
  readonly dateReleased?: Date;
}

async function create(version: string, given: ReleaseGiven = {}): Promise<string> {
  const command = { organization: world.organization.slug, projects: [world.project.slug], version, ...given };
  const { value, problems } = await bulk.application.createRelease.execute(caller, command);
  expect(problems).toEqual([]);
  return value?.id ?? '';
}

const update = (version: string, given: object) =>
  bulk.application.updateRelease.execute(caller, { organization: world.organization.slug, version, ...given });

const resolve = (ids: readonly string[], statusDetails: object) =>
  bulk.call(world.token, { ids, input: { status: 'RESOLVED', statusDetails } });

interface Resolved {
  readonly version: string | null;
  readonly type: string;
  readonly status: string;
  readonly data: unknown;
  readonly future: string | null;
}

/** The resolution of an issue, and what its line in the feed says. */
async function resolutionOf({ id }: { readonly id: string }): Promise<Resolved | undefined> {
  const [row] = await database.query<Resolved>(
    `select r.version, x.type, x.status, a.data, x.future_release_version as future
     from group_resolutions x
     left join releases r on r.id = x.release_id
     left join activities a on a.group_id = x.group_id and a.id = x.id
     where x.group_id = $1`,
    [id],
  );
  return row;
}

const PENDING = { type: 'IN_NEXT_RELEASE', status: 'PENDING' };
const COMPLETE = { type: 'IN_RELEASE', status: 'RESOLVED', future: null };

describe('a new release', () => {
  it('resolution-clear-expired-simple: completes what was resolved in the next release, and says so in the feed', async () => {
    const { project } = world;
    await buildRelease(database, 'a', { projects: [project], dateAdded: minutes(-60) });
    const [waiting, later] = await buildGroups(database, 2, { project });
    bulk.now = T0;
    await resolve([waiting?.id ?? ''], { inNextRelease: true });
    expect(await resolutionOf({ id: waiting?.id ?? '' })).toMatchObject({ ...PENDING, version: 'a' });
    const version = await versionOf(waiting?.id);

    bulk.now = minutes(1);
    await create('b');
    expect(await resolutionOf({ id: waiting?.id ?? '' })).toEqual({
      ...COMPLETE,
      version: 'b',
      data: { version: 'b' },
    });
    expect(await database.query('select status from groups where id = $1', [waiting?.id])).toEqual([
      { status: 'RESOLVED' },
    ]);
    // O2: the completion does not move the version of the issue.
    expect(await versionOf(waiting?.id)).toBe(version);

    // What waits for the release after b is not completed by b itself, however often it is named.
    await resolve([later?.id ?? ''], { inNextRelease: true });
    bulk.now = minutes(2);
    await create('b');
    expect(await resolutionOf({ id: later?.id ?? '' })).toMatchObject({
      ...PENDING,
      version: 'b',
      data: { version: '' },
    });
  });

  const versionOf = async (id: string | undefined): Promise<number> => {
    const [row] = await database.query<{ version: number }>('select version from groups where id = $1', [id]);
    return row?.version ?? 0;
  };

  it('resolution-clear-expired-keeps-metadata: keeps what else the feed says', async () => {
    const { project } = world;
    const anchor = await buildRelease(database, 'anchor', { projects: [project], dateAdded: minutes(-3 * 1_440) });
    const groups = await buildGroups(database, 2, { project, status: 'RESOLVED' });
    const data = [null, { version: '', current_release_version: 'anchor' }];
    for (const [index, group] of groups.entries()) {
      await database.query(
        `with line as (
           insert into activities (organization_id, group_id, project_id, type, data, datetime)
           values ($1, $2, $3, 'SET_RESOLVED_IN_RELEASE', $5, $6) returning id
         )
         insert into group_resolutions
           (organization_id, group_id, id, project_id, release_id, current_release_version, type, status, date_added)
         select $1, $2, line.id, $3, $4, 'anchor', 'IN_NEXT_RELEASE', 'PENDING', $6 from line`,
        [project.organizationId, group.id, project.id, anchor.id, JSON.stringify(data[index]), T0],
      );
    }
    bulk.now = minutes(1);
    await create('next');
    expect(await Promise.all(groups.map(resolutionOf))).toEqual([
      { ...COMPLETE, version: 'next', data: { version: 'next' } },
      { ...COMPLETE, version: 'next', data: { version: 'next', current_release_version: 'anchor' } },
    ]);
  });

  it('resolution-clear-expired-ignores-archived-release: an archived release completes nothing before it is back in use', async () => {
    const { project } = world;
    const [other] = [await buildProject(database, { organizationId: project.organizationId })];
    await buildRelease(database, 'anchor', { projects: [project], dateAdded: minutes(-60) });
    await buildRelease(database, 'archived', { projects: [other], dateAdded: minutes(30), status: 'ARCHIVED' });
    caller = await callerOf(database.unitOfWork, world.token);
    const group = await buildGroup(database, { project });
    bulk.now = T0;
    await resolve([group.id], { inNextRelease: true });
    await create('archived');
    expect(await resolutionOf(group)).toMatchObject({ ...PENDING, version: 'anchor', data: { version: '' } });
    bulk.now = minutes(1);
    expect((await update('archived', { archived: false })).problems).toEqual([]);
    expect(await resolutionOf(group)).toEqual({ ...COMPLETE, version: 'archived', data: { version: 'archived' } });
  });

  it('resolution-clear-expired-triggered-by-release: completes where it is attached to a project, and there alone', async () => {
    const { project } = world;
    const other = await buildProject(database, { organizationId: project.organizationId });
    caller = await callerOf(database.unitOfWork, world.token);
    await buildRelease(database, 'a', { projects: [project, other], dateAdded: minutes(-60) });
    const [here, there] = [await buildGroup(database, { project }), await buildGroup(database, { project: other })];
    bulk.now = T0;
    await resolve([here.id, there.id], { inNextRelease: true });
    bulk.now = minutes(1);
    await create('b', { projects: [other.slug] });
    expect(await resolutionOf(here)).toMatchObject({ ...PENDING, version: 'a' });
    expect(await resolutionOf(there)).toMatchObject({ ...COMPLETE, version: 'b' });
    expect((await update('b', { projects: [project.slug] })).problems).toEqual([]);
    expect(await resolutionOf(here)).toMatchObject({ ...COMPLETE, version: 'b' });
  });

  it('completes by an event that names it, but not by one of an older release that comes late', async () => {
    const { project } = world;
    await buildRelease(database, 'a', { projects: [project], dateAdded: minutes(-60) });
    const group = await buildGroup(database, { project });
    bulk.now = T0;
    await resolve([group.id], { inNextRelease: true });
    bulk.now = minutes(1);
    const late = { message: 'no', release: 'older', timestamp: minutes(-90).getTime() / 1_000 };
    await bulk.application.ingestEvents.execute([incomingEvent(project, late)]);
    expect(await resolutionOf(group)).toMatchObject({ ...PENDING, version: 'a' });
    await bulk.application.ingestEvents.execute([incomingEvent(project, { message: 'no', release: 'b' })]);
    expect(await resolutionOf(group)).toEqual({ ...COMPLETE, version: 'b', data: { version: 'b' } });
  });

  it('takes as many statements for 30 issues as for one', async () => {
    const { project } = world;
    await buildRelease(database, 'a', { projects: [project], dateAdded: minutes(-60) });
    const groups = [...(await buildGroups(database, 31, { project }))];
    const statements = async (count: number, version: string): Promise<number> => {
      bulk.now = minutes(count);
      const ids = groups.splice(0, count).map(({ id }) => id);
      await resolve(ids, { inNextRelease: true });
      let sent = 0;
      const unitOfWork = new IntervenedUnitOfWork(database.dataSource, (statement) => ((sent += 1), statement));
      const command = { organization: world.organization.slug, projects: [project.slug], version };
      await new CreateRelease({ unitOfWork, clock: () => minutes(count + 1) }).execute(caller, command);
      const all = await Promise.all(ids.map((id) => resolutionOf({ id })));
      expect(new Set(all.map((row) => row?.version))).toEqual(new Set([version]));
      return sent;
    };
    expect(await statements(1, 'b')).toBe(await statements(30, 'c'));
  });
});

describe('T20: a version that is still to come', () => {
  it('T20: completes when that release is created in the project, and by no other one', async () => {
    const { project } = world;
    await buildRelease(database, 'shop@1.0.0', { projects: [project], dateAdded: minutes(-60) });
    const empty = await buildProject(database, { organizationId: project.organizationId });
    caller = await callerOf(database.unitOfWork, world.token);
    const groups = [await buildGroup(database, { project }), await buildGroup(database, { project: empty })];
    bulk.now = T0;
    const ids = groups.map(({ id }) => id);
    expect((await resolve(ids, { inFutureRelease: 'shop@2.0.0' })).problems).toEqual([]);
    const waiting = { type: 'IN_FUTURE_RELEASE', status: 'PENDING', future: 'shop@2.0.0' };
    bulk.now = minutes(1);
    await create('shop@1.5.0', { projects: [project.slug, empty.slug] });
    for (const group of groups) expect(await resolutionOf(group)).toMatchObject(waiting);
    await create('shop@2.0.0', { projects: [project.slug, empty.slug] });
    for (const group of groups) expect(await resolutionOf(group)).toMatchObject({ ...COMPLETE, version: 'shop@2.0.0' });
  });
});

describe('events that name a release', () => {
  const ingest = (
    release: string | null,
    message: string,
    { at, project = world.project }: { at: Date; project?: TestProject },
  ) =>
    bulk.application.ingestEvents.execute([
      incomingEvent(project, { message, timestamp: at.getTime() / 1_000, ...(release !== null && { release }) }),
    ]);
  const releases = () =>
    database.query<{ version: string; package: string | null; added: Date }>(
      'select version, package, date_added as added from releases where organization_id = $1 order by id',
      [world.organization.id],
    );

  it('make it, as old as they are, with its project, and are the first release of the issue that they make', async () => {
    bulk.now = T0;
    await ingest('shop@1.0.0', 'one', { at: minutes(-5) });
    await ingest('shop@1.0.0', 'one', { at: minutes(-3) });
    await ingest('shop@1.1.0', 'one', { at: minutes(-2) });
    await ingest(null, 'two', { at: minutes(-2) });
    expect(await releases()).toEqual([
      { version: 'shop@1.0.0', package: 'shop', added: minutes(-5) },
      { version: 'shop@1.1.0', package: 'shop', added: minutes(-2) },
    ]);
    const met = await database.query(
      `select g.title, f.version as first, r.version, m.first_seen, m.last_seen
       from groups g
       left join releases f on f.id = g.first_release_id
       left join group_releases m on m.group_id = g.id left join releases r on r.id = m.release_id
       where g.project_id = $1 order by g.id, r.id`,
      [world.project.id],
    );
    const one = { title: 'one', first: 'shop@1.0.0' };
    expect(met).toEqual([
      { ...one, version: 'shop@1.0.0', first_seen: minutes(-5), last_seen: minutes(-3) },
      { ...one, version: 'shop@1.1.0', first_seen: minutes(-2), last_seen: minutes(-2) },
      { title: 'two', first: null, version: null, first_seen: null, last_seen: null },
    ]);
  });

  it('give a release of one project to another', async () => {
    bulk.now = T0;
    const other = await buildProject(database, { organizationId: world.organization.id });
    await ingest('1.0', 'one', { at: T0 });
    await ingest('1.0', 'one', { at: T0, project: other });
    expect(await releases()).toHaveLength(1);
    expect(
      await database.query(
        'select project_id::text as id from release_projects where organization_id = $1 order by 1',
        [world.organization.id],
      ),
    ).toEqual([{ id: world.project.id }, { id: other.id }]);
  });

  it('keep what cannot name a release as it is, and make none', async () => {
    bulk.now = T0;
    for (const release of ['latest', '.', 'a\tb', ' ']) await ingest(release, 'one', { at: T0 });
    expect(await releases()).toEqual([]);
  });

  it('take one statement more for a release that is known, whatever their number', async () => {
    bulk.now = T0;
    await ingest('1.0', 'one', { at: T0 });
    const batch = Array.from({ length: 50 }, (_, index) =>
      incomingEvent(world.project, { message: 'one', release: `1.${index % 5}` }),
    );
    await bulk.application.ingestEvents.execute(batch);
    expect(await releases()).toHaveLength(5);
    expect(await database.query('select from group_releases where project_id = $1', [world.project.id])).toHaveLength(
      5,
    );
  });
});

describe('a release that is there', () => {
  it('is answered, keeps its dates and gets what it did not have', async () => {
    bulk.now = T0;
    const id = await create('a');
    bulk.now = minutes(1);
    expect(await create('a', { dateReleased: minutes(5) })).toBe(id);
    expect(await create('a', { dateReleased: minutes(9) })).toBe(id);
    const [row] = await database.query('select date_added, date_released from releases where id = $1', [id]);
    expect(row).toEqual({ date_added: T0, date_released: minutes(5) });
    expect((await update('a', { dateReleased: minutes(9), archived: true })).problems).toEqual([]);
    const [changed] = await database.query('select status, date_released from releases where id = $1', [id]);
    expect(changed).toEqual({ status: 'ARCHIVED', date_released: minutes(9) });
  });
});
