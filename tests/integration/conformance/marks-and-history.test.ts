import { INVERSE_HISTORY } from '../../../src/domain/history-status';
import { buildGroup, buildGroups } from '../../support/build/group';
import type { GroupOptions, TestGroup } from '../../support/build/group-options';
import { insertRow } from '../../support/build/insert-rows';
import { buildMember, buildTeam, type TestMember } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { statusesOf, useBulkMutation, type BulkAnswer, type BulkCall } from '../../support/use-bulk-mutation';
import { issueRows } from '../../support/issue-rows';
import { useTestDatabase } from '../../support/test-database';

/** Cases of the attributes bookmark, subscribe and share, and of history. */
const database = useTestDatabase();
const bulk = useBulkMutation(database);
const T0 = new Date('2027-03-01T10:00:00.000Z');
const minute = (count: number): Date => new Date(T0.getTime() + count * 60_000);

let world: World;
let me: string;
beforeEach(async () => {
  world = await buildWorld(database);
  me = world.owner.id;
  bulk.now = T0;
});

const build = (given: GroupOptions = {}): Promise<TestGroup> =>
  buildGroup(database, { project: world.project, firstSeen: T0, ...given });
const call = (groups: readonly TestGroup[], input: BulkCall['input'], token = world.token): Promise<BulkAnswer> =>
  bulk.call(token, { ids: groups.map(({ id }) => id), input });
const rowsOf = (group: TestGroup) => issueRows(database, group);
const shareOf = async ({ id }: TestGroup): Promise<string | null> => {
  const rows = await database.query<{ uuid: string }>('select uuid from group_shares where group_id = $1', [id]);
  return rows[0]?.uuid ?? null;
};
const colleagues = async (count: number, teamIds: readonly string[]): Promise<TestMember[]> => {
  const given = { organizationId: world.organization.id, teamIds };
  return Promise.all(Array.from({ length: count }, () => buildMember(database, given)));
};
const byNumber = (a: string, b: string): number => Number(a) - Number(b);

test('bookmark-removal-unsubscribes', async () => {
  const group = await build({ subscriptions: [{ userId: me, reason: 'BOOKMARK' }] });
  const keys = { organization_id: group.organizationId, project_id: group.projectId, group_id: group.id };
  await insertRow(database, 'group_bookmarks', { ...keys, user_id: me, date_added: T0 });
  const answer = await call([group], { isBookmarked: false });
  expect(answer.outcomes[0]?.changes).toEqual([
    { attribute: 'isBookmarked', before: true, after: false },
    { attribute: 'isSubscribed', before: true, after: false },
  ]);
  expect(await database.query('select from group_bookmarks where group_id = $1', [group.id])).toEqual([]);
  expect((await rowsOf(group)).subscriptions).toEqual([]);
});

test('subscribe-reactivates', async () => {
  const subscriptions = [{ userId: me, isActive: false, reason: 'STATUS_CHANGE' as const }];
  const group = await build({ subscriptions });
  expect((await rowsOf(group)).subscriptions).toEqual([`${me} STATUS_CHANGE inactive`]);
  const answer = await call([group], { isSubscribed: true });
  expect(answer.applied).toMatchObject({ given: ['isSubscribed'], isSubscribed: true });
  expect((await rowsOf(group)).subscriptions).toEqual([`${me} UNKNOWN`]);
});

test('subscribe-model-bulk', async () => {
  const { organization } = world;
  const [first, second] = [
    await buildTeam(database, { organizationId: organization.id }),
    await buildTeam(database, { organizationId: organization.id }),
  ];
  const twenty = await colleagues(20, [first.id, second.id]);
  const [oneMore] = await colleagues(1, [second.id]);
  await database.query(
    'insert into project_teams (organization_id, project_id, team_id) select $1, $2, unnest($3::bigint[])',
    [organization.id, world.project.id, [first.id, second.id]],
  );
  const group = await build();
  const subscribers = (members: readonly (TestMember | undefined)[]): string[] =>
    members
      .map((member) => member?.id ?? '')
      .sort(byNumber)
      .map((id) => `${id} ASSIGNED`);
  await call([group], { assignedTo: { team: first.id } });
  expect((await rowsOf(group)).subscriptions).toEqual(subscribers(twenty));
  await call([group], { assignedTo: { team: second.id } });
  expect((await rowsOf(group)).subscriptions).toEqual(subscribers([...twenty, oneMore]));

  // Twice in one call: as who resolves a single issue, and as a member of the team that it is assigned to.
  const twice = await build();
  await call([twice], { status: 'RESOLVED', assignedTo: { team: world.team.id } });
  expect((await rowsOf(twice)).subscriptions).toEqual([`${me} STATUS_CHANGE`]);
});

test('subscribe-model-team-expands (members who were switched off take the place of invitations)', async () => {
  const { organization, project } = world;
  const team = await buildTeam(database, { organizationId: organization.id });
  const keys = { organization_id: organization.id, team_id: team.id };
  await insertRow(database, 'project_teams', { ...keys, project_id: project.id });
  const [member] = await colleagues(1, [team.id]);
  await buildMember(database, { organizationId: organization.id, teamIds: [team.id], active: false });
  const group = await build();
  expect(statusesOf(await call([group], { assignedTo: { team: team.id } }))).toEqual(['CHANGED']);
  expect((await rowsOf(group)).subscriptions).toEqual([`${member?.id} ASSIGNED`]);
  await call([group], { assignedTo: { user: member?.id ?? '' } });
  expect(statusesOf(await call([group], { assignedTo: { team: team.id } }))).toEqual(['CHANGED']);
  expect((await rowsOf(group)).subscriptions).toEqual([`${member?.id} ASSIGNED`]);
});

test('share-bulk-public, share-bulk-private: a link an issue, of which the answer names none', async () => {
  const groups = await buildGroups(database, 2, { project: world.project });
  const shared = await call(groups, { isPublic: true });
  expect(shared.applied).toMatchObject({ given: ['isPublic'], isPublic: true });
  const ids = await Promise.all(groups.map(shareOf));
  expect(new Set(ids).size).toBe(2);
  expect(ids).not.toContain(null);
  expect(shared.outcomes.map(({ changes }) => changes)).toEqual(
    ids.map((id) => [{ attribute: 'isPublic', before: null, after: id }]),
  );
  const closed = await call(groups, { isPublic: false });
  expect(closed.applied).toMatchObject({ given: ['isPublic'], isPublic: false });
  expect(await Promise.all(groups.map(shareOf))).toEqual([null, null]);
});

test('share-public-again-rotates (T12 wins: a shared issue keeps its link; only false and then true rotates it)', async () => {
  const group = await build();
  await call([group], { isPublic: true });
  const old = await shareOf(group);
  expect(statusesOf(await call([group], { isPublic: true }))).toEqual(['UNCHANGED']);
  expect(await shareOf(group)).toBe(old);
  await call([group], { isPublic: false });
  await call([group], { isPublic: true });
  expect(await shareOf(group)).not.toBe(old);
  const lines = ['SET_PUBLIC', 'SET_PRIVATE', 'SET_PUBLIC'].map((type) => `${type} ${me} null`);
  expect((await rowsOf(group)).activities).toEqual(lines);
});

test('assign-create-only (who assigns only what nobody has: self-assignment)', async () => {
  const [other] = await colleagues(1, [world.team.id]);
  const token = await buildToken(database, { organizationId: world.organization.id, userId: other?.id ?? '' });
  await database.query('update users set self_assign_on_resolve = true where id = $1', [other?.id]);
  const group = await build();
  expect(statusesOf(await call([group], { assignedTo: { user: me } }))).toEqual(['CHANGED']);
  expect(statusesOf(await call([group], { status: 'RESOLVED' }, token))).toEqual(['CHANGED']);
  const rows = await rowsOf(group);
  expect(rows.assignee).toMatchObject({ user_id: me });
  expect(rows.activities.filter((line) => line.startsWith('ASSIGNED '))).toHaveLength(1);
});

describe('history-previous-row', () => {
  const previousOf = async ({ id }: TestGroup): Promise<unknown[]> => {
    const rows = await database.query<{ status: string; prev: Date | null }>(
      'select status, prev_history_date as prev from group_histories where group_id = $1 order by id',
      [id],
    );
    return rows.map(({ status, prev }) => [status, prev]);
  };
  const add = async (group: TestGroup, line: { readonly status: string; readonly at: Date }): Promise<void> => {
    const keys = { organization_id: group.organizationId, project_id: group.projectId, group_id: group.id };
    await insertRow(database, 'group_histories', { ...keys, status: line.status, date_added: line.at });
  };

  test('history-previous-row: none where there is none, nor of another issue', async () => {
    const [group, other] = [await build(), await build()];
    await add(other, { status: 'UNRESOLVED', at: minute(-9) });
    await call([group], { status: 'RESOLVED' });
    expect(await previousOf(group)).toEqual([['RESOLVED', null]]);
  });

  test('history-previous-row: the latest of the opposite kind, each time', async () => {
    const group = await build();
    await add(group, { status: 'UNRESOLVED', at: minute(-9) });
    await add(group, { status: 'UNRESOLVED', at: minute(-8) });
    await call([group], { status: 'RESOLVED' });
    bulk.now = minute(1);
    await call([group], { status: 'UNRESOLVED', substatus: 'ONGOING' });
    bulk.now = minute(2);
    await call([group], { status: 'RESOLVED' });
    expect(await previousOf(group)).toEqual([
      ['UNRESOLVED', null],
      ['UNRESOLVED', null],
      ['RESOLVED', minute(-8)],
      ['UNRESOLVED', T0],
      ['RESOLVED', minute(1)],
    ]);
  });

  test('history-previous-row: what answers nothing has none (no entry says that an issue was deleted)', async () => {
    expect(INVERSE_HISTORY).not.toHaveProperty('DELETED');
    const group = await build({ substatus: 'ONGOING' });
    await add(group, { status: 'UNRESOLVED', at: minute(-9) });
    await call([group], { inbox: false, priority: 'HIGH' });
    const [, ...added] = await previousOf(group);
    expect(added).toEqual([
      ['PRIORITY_HIGH', null],
      ['REVIEWED', null],
    ]);
  });
});
