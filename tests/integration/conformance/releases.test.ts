import type { StatusDetailsInput } from '../../../src/domain/attributes/read-status-details';
import { buildGroup } from '../../support/build/group';
import type { GroupOptions, TestGroup } from '../../support/build/group-options';
import { insertRow } from '../../support/build/insert-rows';
import { buildMember } from '../../support/build/organization';
import { buildRelease, type TestRelease } from '../../support/build/release';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { issueRows } from '../../support/issue-rows';
import { useTestDatabase } from '../../support/test-database';
import { codesOf, statusesOf, useBulkMutation, type BulkAnswer, type BulkCall } from '../../support/use-bulk-mutation';

/** Cases of resolving in releases and commits. */
const database = useTestDatabase();
const bulk = useBulkMutation(database);
const T0 = new Date('2027-03-01T10:00:00.000Z');
const before = (minutes: number): Date => new Date(T0.getTime() - minutes * 60_000);

let world: World;
let me: string;
beforeEach(async () => {
  world = await buildWorld(database);
  me = world.owner.id;
  bulk.now = T0;
});

const build = (given: GroupOptions = {}): Promise<TestGroup> =>
  buildGroup(database, { project: world.project, firstSeen: before(60), ...given });
const release = (version: string, minutes = 0): Promise<TestRelease> =>
  buildRelease(database, version, { projects: [world.project], dateAdded: before(minutes) });
const call = ({ id }: TestGroup, input: BulkCall['input']): Promise<BulkAnswer> =>
  bulk.call(world.token, { ids: [id], input });
const resolve = (group: TestGroup, statusDetails: StatusDetailsInput): Promise<BulkAnswer> =>
  call(group, { status: 'RESOLVED', statusDetails });

async function met(group: TestGroup, { id }: TestRelease, minutes: number): Promise<void> {
  const keys = { organization_id: group.organizationId, group_id: group.id, project_id: group.projectId };
  const seen = { first_seen: before(minutes), last_seen: before(minutes) };
  await insertRow(database, 'group_releases', { ...keys, release_id: id, ...seen });
}

function buildCommit(key: string): Promise<{ id: string }> {
  const row = { organization_id: world.organization.id, repository: 'example', key, date_added: T0 };
  return insertRow<{ id: string }>(database, 'commits', row);
}

async function resolutionOf({ id }: TestGroup): Promise<Record<string, unknown> | null> {
  const [row = null] = await database.query<Record<string, unknown>>(
    'select * from group_resolutions where group_id = $1',
    [id],
  );
  return row;
}

async function linksOf({ id }: TestGroup): Promise<Record<string, unknown>[]> {
  return database.query('select linked_type, relationship, linked_id from group_links where group_id = $1', [id]);
}

/** The line that announced the resolution, found by its ident. */
async function announcementOf(group: TestGroup): Promise<unknown> {
  const resolution = await resolutionOf(group);
  const [line] = await database.query('select type, data from activities where group_id = $1 and ident = $2', [
    group.id,
    String(resolution?.['id']),
  ]);
  return line;
}

const PENDING_NEXT = { type: 'IN_NEXT_RELEASE', status: 'PENDING' };
const DONE = { type: 'IN_RELEASE', status: 'RESOLVED' };
const inRelease = (data: object) => ({ type: 'SET_RESOLVED_IN_RELEASE', data });

test('status-resolve-kinds-emit-resolved-event', async () => {
  await release('r');
  const commit = await buildCommit('c');
  const kinds = [
    { inNextRelease: true },
    { inRelease: 'r' },
    { inCommit: { commit: 'c', repository: 'example' } },
  ] as const;
  const said = await Promise.all(
    kinds.map(async (statusDetails) => {
      const group = await build();
      await resolve(group, statusDetails);
      const { outbox, activities, histories } = await issueRows(database, group);
      return { outbox, activities, histories };
    }),
  );
  const outbox = ['issue.resolved', 'issues.changed'];
  const histories = [`SET_RESOLVED_IN_RELEASE ${me}`];
  expect(said).toEqual([
    { outbox, activities: [`SET_RESOLVED_IN_RELEASE ${me} {"version": ""}`], histories },
    { outbox, activities: [`SET_RESOLVED_IN_RELEASE ${me} {"version": "r"}`], histories },
    {
      outbox,
      activities: [`SET_RESOLVED_IN_COMMIT ${me} {"commit": "${commit.id}"}`],
      histories: [`SET_RESOLVED_IN_COMMIT ${me}`],
    },
  ]);
});

test('status-self-assign-on-resolve-next-release', async () => {
  const a = await release('a');
  const organizationId = world.organization.id;
  const member = await buildMember(database, {
    ...{ organizationId, teamIds: [world.team.id], selfAssignOnResolve: true },
  });
  const token = await buildToken(database, { organizationId, userId: member.id });
  const group = await build();
  const input = { status: 'RESOLVED_IN_NEXT_RELEASE' } as const;
  const answer = await bulk.call(token, { ids: [group.id], input });
  expect(answer.applied).toMatchObject({ status: 'RESOLVED', statusDetails: { inNextRelease: true } });
  expect(answer.outcomes[0]?.changes).toContainEqual({
    ...{ attribute: 'assignedTo', before: null, after: { type: 'user', id: member.id } },
  });
  const rows = await issueRows(database, group);
  expect(rows.assignee).toMatchObject({ user_id: member.id });
  expect(rows.subscriptions).toEqual([expect.stringContaining(member.id)]);
  expect(await resolutionOf(group)).toMatchObject({ release_id: a.id });
  expect(await announcementOf(group)).toEqual(inRelease({ version: '' }));
});

test.each(['IGNORED', 'RESOLVED'] as const)(
  'status-unresolve-removes-resolution: of an issue that is %s',
  async (status) => {
    const { id } = await release('abc');
    const group = await build({ status, firstSeen: before(20 * 24 * 60) });
    await insertRow(database, 'group_resolutions', {
      ...{ organization_id: group.organizationId, group_id: group.id, project_id: group.projectId },
      ...{ id: 1, release_id: id, ...DONE, date_added: T0 },
    });
    const answer = await call(group, { status: 'UNRESOLVED' });
    expect(answer.applied).toMatchObject({ status: 'UNRESOLVED', statusDetails: {}, inbox: null });
    const rows = await issueRows(database, group);
    expect(rows.group['status']).toBe('UNRESOLVED');
    expect(rows.histories).toEqual([`${status === 'IGNORED' ? 'UNRESOLVED' : 'REGRESSED'} ${me}`]);
    expect(await resolutionOf(group)).toBeNull();
    expect(rows.subscriptions).toEqual([`${me} STATUS_CHANGE`]);
  },
);

test('release-resolve-in-explicit-version', async () => {
  const a = await release('a', 10);
  await release('b');
  const group = await build();
  const answer = await resolve(group, { inRelease: 'a' });
  expect(answer.applied).toMatchObject({ statusDetails: { inRelease: 'a', actorId: me } });
  expect(await resolutionOf(group)).toMatchObject({ release_id: a.id, ...DONE, actor_id: me });
  expect((await issueRows(database, group)).subscriptions).toEqual([`${me} STATUS_CHANGE`]);
  expect(await announcementOf(group)).toEqual(inRelease({ version: 'a' }));
});

test('release-resolve-in-explicit-semver: the row', async () => {
  const versions = ['fake_package@3.0.0', 'fake_package@2.0.0', 'fake_package@3.0.1'];
  const [three] = await Promise.all(versions.map((version, index) => release(version, 10 - index)));
  const group = await build();
  await resolve(group, { inRelease: 'fake_package@3.0.0' });
  expect(await resolutionOf(group)).toMatchObject({ release_id: three?.id, ...DONE, current_release_version: null });
  expect(await announcementOf(group)).toEqual(inRelease({ version: 'fake_package@3.0.0' }));
});

test('release-resolve-in-next-pending', async () => {
  const a = await release('a');
  const group = await build();
  const answer = await resolve(group, { inNextRelease: true });
  expect(answer.applied).toMatchObject({ statusDetails: { inNextRelease: true, actorId: me } });
  expect(await resolutionOf(group)).toMatchObject({ release_id: a.id, ...PENDING_NEXT, actor_id: me });
  expect((await issueRows(database, group)).subscriptions).toEqual([`${me} STATUS_CHANGE`]);
  expect(await announcementOf(group)).toEqual(inRelease({ version: '' }));
});

test('release-next-semver-becomes-in-release: the row', async () => {
  const [old, middle, greatest] = await Promise.all(
    ['21.1.0', '21.1.1', '21.1.2'].map((version, index) => release(`fake_package@${version}`, 30 - index)),
  );
  const group = await build();
  if (old) await met(group, old, 2);
  if (middle) await met(group, middle, 1);
  const answer = await call(group, { status: 'RESOLVED_IN_NEXT_RELEASE' });
  const version = 'fake_package@21.1.2';
  expect(answer.applied).toMatchObject({ status: 'RESOLVED', statusDetails: { inNextRelease: true } });
  expect(await resolutionOf(group)).toMatchObject({
    release_id: greatest?.id,
    current_release_version: version,
    ...DONE,
  });
  expect(await announcementOf(group)).toEqual(inRelease({ version: '', current_release_version: version }));
});

test('release-next-nonsemver-bypasses-cache', async () => {
  const one = await release('foobar 1', 45);
  const two = await release('foobar 2');
  const group = await build();
  await met(group, one, 40);
  await met(group, two, 0);
  await call(group, { status: 'RESOLVED_IN_NEXT_RELEASE' });
  expect(await resolutionOf(group)).toMatchObject({ current_release_version: 'foobar 2', ...PENDING_NEXT });
});

test('release-next-nonsemver-known-successor', async () => {
  const one = await release('foobar 1', 45);
  const two = await release('foobar 2', 30);
  await release('foobar 3', 20);
  const group = await build();
  await met(group, one, 40);
  const answer = await call(group, { status: 'RESOLVED_IN_NEXT_RELEASE' });
  expect(answer.applied).toMatchObject({ statusDetails: { inNextRelease: true } });
  expect(await resolutionOf(group)).toMatchObject({ current_release_version: 'foobar 1', release_id: two.id, ...DONE });
  expect(await announcementOf(group)).toEqual(inRelease({ version: 'foobar 2' }));
});

test('release-next-nonsemver-stores-issue-last-release: the row', async () => {
  const one = await release('foobar 1', 45);
  await release('foobar 2');
  const group = await build();
  await met(group, one, 40);
  await call(group, { status: 'RESOLVED_IN_NEXT_RELEASE' });
  expect(await resolutionOf(group)).toMatchObject({ current_release_version: 'foobar 1' });
});

test.each([
  ['without a release', false],
  ['in the first release', true],
])('release-next-semver-picks-greatest: the row, the issue was met %s', async (_, inFirst) => {
  const [first, greatest] = [await release('com.foo.bar@1.0+0', 30), await release('com.foo.bar@2.0+0', 20)];
  await release('com.foo.bar@1.0+1', 10);
  const group = await build();
  if (inFirst) await met(group, first, 5);
  await call(group, { status: 'RESOLVED_IN_NEXT_RELEASE' });
  expect(await resolutionOf(group)).toMatchObject({ release_id: greatest.id, ...DONE });
});

test('release-next-without-any-release', async () => {
  const group = await build();
  const answer = await call(group, { status: 'RESOLVED_IN_NEXT_RELEASE' });
  expect(answer.applied).toMatchObject({ status: 'RESOLVED', statusDetails: {} });
  expect(await resolutionOf(group)).toBeNull();
  expect((await issueRows(database, group)).group['status']).toBe('RESOLVED');
});

test.each([
  ['release-future-bad-characters', 'version\twith\ttabs'],
  ['release-future-not-semver', 'package@invalid.semver'],
  ['release-future-not-semver: without a package', 'non-semver-version'],
])('%s', async (...[, inFutureRelease]) => {
  const group = await build();
  const answer = await resolve(group, { inFutureRelease });
  expect(codesOf(answer)).toEqual(['INVALID_INPUT input.statusDetails.inFutureRelease']);
  expect(answer.problems[0]?.message).toContain('package@major.minor.patch[-prerelease][+build]');
  expect((await issueRows(database, group)).group['status']).toBe('UNRESOLVED');
});

test.each(['package@1.0.0', 'non-semver-version'])(
  'release-future-existing-release: %s (T20 wins: it is as inRelease)',
  async (version) => {
    const { id } = await release(version);
    const group = await build();
    await resolve(group, { inFutureRelease: version });
    expect(await resolutionOf(group)).toMatchObject({ release_id: id, future_release_version: null, ...DONE });
  },
);

test('release-future-unknown-semver', async () => {
  const group = await build();
  const answer = await resolve(group, { inFutureRelease: 'package@2.0.0' });
  expect(answer.applied).toMatchObject({ statusDetails: { inFutureRelease: 'package@2.0.0', actorId: me } });
  expect(await resolutionOf(group)).toMatchObject({
    ...{ release_id: null, future_release_version: 'package@2.0.0', type: 'IN_FUTURE_RELEASE', status: 'PENDING' },
  });
});

test('commit-resolve-unreleased', async () => {
  const commit = await buildCommit('c0ffee');
  const group = await build();
  const answer = await resolve(group, { inCommit: { commit: 'c0ffee', repository: 'example' } });
  const inCommit = { id: commit.id, key: 'c0ffee', repository: 'example' };
  expect(answer.applied).toMatchObject({ status: 'RESOLVED', statusDetails: { inCommit, actorId: me } });
  expect(await linksOf(group)).toEqual([{ linked_type: 'COMMIT', relationship: 'RESOLVES', linked_id: commit.id }]);
  expect(await resolutionOf(group)).toBeNull();
  const rows = await issueRows(database, group);
  expect(rows.subscriptions).toEqual([`${me} STATUS_CHANGE`]);
  expect(rows.activities).toEqual([`SET_RESOLVED_IN_COMMIT ${me} {"commit": "${commit.id}"}`]);
  expect(rows.histories).toEqual([`SET_RESOLVED_IN_COMMIT ${me}`]);
});

test('commit-resolve-unknown-commit', async () => {
  await buildCommit('c0ffee');
  const group = await build();
  const unknown = await resolve(group, { inCommit: { commit: 'a'.repeat(40), repository: 'example' } });
  expect(codesOf(unknown)).toEqual(['COMMIT_NOT_FOUND input.statusDetails.inCommit.commit']);
  const elsewhere = await resolve(group, { inCommit: { commit: 'c0ffee', repository: 'other' } });
  expect(codesOf(elsewhere)).toEqual(['REPOSITORY_NOT_FOUND input.statusDetails.inCommit.repository']);
  expect((await issueRows(database, group)).histories).toEqual([]);
});

test('T1: in that release, after in the next one: all columns anew, with an activity and nothing else', async () => {
  const one = await release('foobar 1', 45);
  const two = await release('foobar 2', 30);
  const group = await build();
  await met(group, one, 40);
  await resolve(group, { inNextRelease: true });
  const first = await issueRows(database, group);
  bulk.now = new Date(T0.getTime() + 60_000);
  const answer = await resolve(group, { inRelease: 'foobar 2' });
  expect(statusesOf(answer)).toEqual(['CHANGED']);
  expect(answer.outcomes[0]?.changes?.map(({ attribute, after }) => [attribute, after])).toEqual([
    ['status', { status: 'RESOLVED', substatus: null, statusDetails: { inRelease: 'foobar 2' } }],
  ]);
  expect(await resolutionOf(group)).toMatchObject({ release_id: two.id, current_release_version: null, ...DONE });
  const rows = await issueRows(database, group);
  expect(rows.activities.slice(1)).toEqual([`SET_RESOLVED_IN_RELEASE ${me} {"version": "foobar 2"}`]);
  expect(rows.group['resolved_at']).toEqual(first.group['resolved_at']);
  expect(rows.openPeriods).toEqual(first.openPeriods);
});

test.each(['UNRESOLVED', 'IGNORED'] as const)(
  'T2: %s takes the resolution and the commit link away, and undo brings them back',
  async (status) => {
    const commit = await buildCommit('c0ffee');
    const { id } = await release('a');
    await insertRow(database, 'release_commits', {
      ...{ organization_id: world.organization.id, release_id: id, commit_id: commit.id },
    });
    const group = await build();
    await resolve(group, { inCommit: { commit: 'c0ffee', repository: 'example' } });
    const resolved = [await resolutionOf(group), await linksOf(group)];
    expect(resolved[0]).toMatchObject({ release_id: id, ...DONE });
    const answer = await call(group, { status });
    expect([await resolutionOf(group), await linksOf(group)]).toEqual([null, []]);
    await bulk.undo(world.token, answer.operationId);
    expect([await resolutionOf(group), await linksOf(group)]).toEqual(resolved);
  },
);
