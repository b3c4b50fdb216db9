import type { ActorReference } from '../../../src/domain/attributes/changes';
import { readInput } from '../../../src/domain/attributes/read-input';
import { readAssignee } from '../../../src/persistence/read/read-assignee';
import { buildGroup } from '../../support/build/group';
import type { GroupOptions, TestGroup } from '../../support/build/group-options';
import { buildMember, buildTeam, buildUser } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { codesOf, statusesOf, useBulkMutation, type BulkAnswer, type BulkCall } from '../../support/use-bulk-mutation';
import { issueRows } from '../../support/issue-rows';
import { useTestDatabase } from '../../support/test-database';

/** Cases of the attribute assignedTo, and those of validation and permission about it. */
const database = useTestDatabase();
const bulk = useBulkMutation(database);

let world: World;
let me: string;
beforeEach(async () => {
  world = await buildWorld(database);
  me = world.owner.id;
});

const build = (given: GroupOptions = {}): Promise<TestGroup> =>
  buildGroup(database, { project: world.project, ...given });
const rowsOf = (group: TestGroup) => issueRows(database, group);
const assign = ({ id }: TestGroup, assignedTo: BulkCall['input']['assignedTo'] | undefined): Promise<BulkAnswer> =>
  bulk.call(world.token, { ids: [id], input: assignedTo === undefined ? {} : { assignedTo } });

test.each([
  ['assign-username-then-clear', () => ({ username: world.owner.username })],
  ['assign-numeric-id', () => ({ user: me })],
])('%s', async (_, actor) => {
  const [group, other] = [await build(), await build()];
  const given = await assign(group, actor());
  expect(given.applied).toMatchObject({ assignedTo: { id: me, type: 'user' } });
  const rows = await rowsOf(group);
  expect(rows).toMatchObject({ assignee: { user_id: me, team_id: null }, histories: [`ASSIGNED ${me}`] });
  expect(rows.activities).toHaveLength(1);
  expect(rows.activities[0]).toMatch(new RegExp(`^ASSIGNED ${me} `));
  expect(rows.subscriptions).toEqual([`${me} ASSIGNED`]);
  expect((await rowsOf(other)).assignee).toBeNull();

  expect(statusesOf(await assign(group, undefined))).toEqual(['UNCHANGED']);
  expect((await rowsOf(group)).assignee).toMatchObject({ user_id: me });

  const cleared = await assign(group, null);
  expect(cleared.applied).toMatchObject({ given: ['assignedTo'], assignedTo: null });
  expect(await rowsOf(group)).toMatchObject({ assignee: null, histories: [`ASSIGNED ${me}`, `UNASSIGNED ${me}`] });
});

test('assign-via-api-key', async () => {
  const token = await buildToken(database, {
    organizationId: world.organization.id,
    userId: null,
    scopes: ['event:write'],
  });
  const group = await build();
  const answer = await bulk.call(token, { ids: [group.id], input: { assignedTo: { user: me } } });
  expect(statusesOf(answer)).toEqual(['CHANGED']);
  const rows = await rowsOf(group);
  expect(rows).toMatchObject({ assignee: { user_id: me }, histories: ['ASSIGNED system'] });
  expect(rows.subscriptions).toEqual([`${me} ASSIGNED`]);
});

test('assign-non-member-refused', async () => {
  const stranger = await buildUser(database);
  const group = await build();
  expect(codesOf(await assign(group, { username: stranger.username }))).toEqual(['ACTOR_NOT_FOUND input.assignedTo']);
  expect((await rowsOf(group)).histories).toEqual([]);
});

test('assign-team', async () => {
  const member = await buildMember(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
  const group = await build();
  const given = await assign(group, { team: world.team.id });
  expect(given.applied).toMatchObject({ assignedTo: { id: world.team.id, type: 'team' } });
  const rows = await rowsOf(group);
  expect(rows).toMatchObject({ assignee: { team_id: world.team.id, user_id: null }, histories: [`ASSIGNED ${me}`] });
  expect(rows.activities).toHaveLength(1);
  expect(rows.subscriptions).toEqual([`${me} ASSIGNED`, `${member.id} ASSIGNED`]);
  const cleared = await assign(group, null);
  expect(cleared.applied).toMatchObject({ assignedTo: null });
  const left = await rowsOf(group);
  expect(left).toMatchObject({ assignee: null, histories: [`ASSIGNED ${me}`, `UNASSIGNED ${me}`] });
  expect(left.activities).toHaveLength(2);
});

test('assign-team-outside-project-refused', async () => {
  const team = await buildTeam(database, { organizationId: world.organization.id });
  await database.query('insert into team_members (organization_id, team_id, user_id) values ($1, $2, $3)', [
    world.organization.id,
    team.id,
    me,
  ]);
  const group = await build();
  expect(codesOf(await assign(group, { team: team.id }))).toEqual(['ACTOR_NOT_MEMBER input.assignedTo']);
});

test('assign-result-user (the answer names the assignee; the record of an assignment is its activity)', async () => {
  const group = await build();
  const answer = await assign(group, { user: me });
  expect(answer.outcomes[0]?.changes).toEqual([
    { attribute: 'assignedTo', before: null, after: { type: 'user', id: me } },
    { attribute: 'isSubscribed', before: false, after: true },
  ]);
  const [activity] = await database.query('select data, project_id from activities where group_id = $1', [group.id]);
  const { email, name } = world.owner;
  expect(activity).toEqual({
    data: { assignee: me, assigneeEmail: email, assigneeName: name, assigneeType: 'user' },
    project_id: world.project.id,
  });
});

test('assign-clear-removes-subscription', async () => {
  const somebody = await buildMember(database, { organizationId: world.organization.id });
  for (const userId of [me, somebody.id]) {
    const group = await build({ assignee: { userId }, subscriptions: [{ userId, reason: 'ASSIGNED' }] });
    expect((await assign(group, null)).applied).toMatchObject({ assignedTo: null });
    expect(await rowsOf(group)).toMatchObject({ assignee: null, subscriptions: [] });
  }
});

test('assign-clear-team-removes-member-subscriptions', async () => {
  const team = await buildTeam(database, { organizationId: world.organization.id });
  const given = { organizationId: world.organization.id, teamIds: [team.id] };
  const members = [await buildMember(database, given), await buildMember(database, given)];
  const subscriptions = members.map(({ id: userId }) => ({ userId, reason: 'ASSIGNED' as const }));
  const group = await build({ assignee: { teamId: team.id }, subscriptions });
  await assign(group, null);
  expect(await rowsOf(group)).toMatchObject({ assignee: null, subscriptions: [] });
});

test('assign-member-of-previous-team-stays-subscribed', async () => {
  const { team } = world;
  const given = { organizationId: world.organization.id, teamIds: [team.id] };
  const [m1, m2] = [await buildMember(database, given), await buildMember(database, given)];
  const subscriptions = [m1, m2].map(({ id: userId }) => ({ userId, reason: 'ASSIGNED' as const }));
  const group = await build({ assignee: { teamId: team.id }, subscriptions });
  await assign(group, { user: m1.id });
  expect(await rowsOf(group)).toMatchObject({
    assignee: { user_id: m1.id, team_id: null },
    subscriptions: [`${m1.id} ASSIGNED`],
  });
  await assign(group, { team: team.id });
  const back = await rowsOf(group);
  expect(back.assignee).toMatchObject({ user_id: null, team_id: team.id });
  // The owner is a member of the team, too.
  expect(back.subscriptions).toEqual([me, m1.id, m2.id].map((id) => `${id} ASSIGNED`));
});

describe('status-self-assign-on-resolve', () => {
  test('status-self-assign-on-resolve (the contract wins: applied names only what was asked for, the outcome has it)', async () => {
    await database.query('update users set self_assign_on_resolve = true where id = $1', [me]);
    const group = await build();
    const answer = await bulk.call(world.token, { ids: [group.id], input: { status: 'RESOLVED' } });
    expect(answer.applied).toMatchObject({ given: ['status'], status: 'RESOLVED', assignedTo: null });
    expect(answer.outcomes[0]?.changes).toContainEqual({
      attribute: 'assignedTo',
      before: null,
      after: { type: 'user', id: me },
    });
    expect(await rowsOf(group)).toMatchObject({ assignee: { user_id: me }, subscriptions: [`${me} STATUS_CHANGE`] });
  });
});

test('assign-actor-validation (S10: an empty string is no form of ActorInput, null clears)', async () => {
  const { organization, team } = world;
  const other = await buildWorld(database);
  const actor = async (reference: ActorReference): Promise<string | null> => {
    const found = await readAssignee(database.unitOfWork.reader, organization.id, reference);
    return found && `${found.type} ${found.id}`;
  };
  expect(readInput({ assignedTo: null })).toMatchObject({ changes: { assignedTo: { actor: null } } });
  expect(readInput({ assignedTo: {} }).valid).toBe(false);
  expect(await actor({ by: 'user', id: 'lol:nope' })).toBeNull();
  expect(await actor({ by: 'user', id: '9326798' })).toBeNull();
  expect(await actor({ by: 'user', id: other.owner.id })).toBeNull();
  expect(await actor({ by: 'team', id: other.team.id })).toBeNull();
  expect(await actor({ by: 'user', id: me })).toBe(`user ${me}`);
  expect(await actor({ by: 'team', id: team.id })).toBe(`team ${team.id}`);
});

test('assign-field-accepts', async () => {
  const group = await build();
  const seen: unknown[] = [];
  for (const assignedTo of [{ team: world.team.id }, { user: me }, null]) {
    seen.push((await assign(group, assignedTo)).applied?.['assignedTo']);
  }
  expect(seen).toEqual([{ type: 'team', id: world.team.id }, { type: 'user', id: me }, null]);
});
