import { buildGroup, buildGroups } from '../../support/build/group';
import { buildMember, buildProject } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
let now = new Date('2026-11-20T10:00:00.000Z');
const server = useHttpServer(database, { clock: () => now });

const MUTATE = `mutation ($ids: [ID!], $input: BulkMutateIssuesInput!, $options: BulkMutationOptionsInput) {
  bulkMutateIssues(ids: $ids, input: $input, options: $options) {
    operation { outcomes { nodes { issueId status changes { attribute before after } } } }
    applied { given hasSeen isBookmarked isSubscribed isPublic }
    userErrors { code field }
  }
}`;
const ISSUE = `query ($id: ID!) {
  issue(id: $id) { version hasSeen isBookmarked isSubscribed subscriptionReason isPublic shareId
    activity { nodes { type } } }
}`;
const SHARED = `query ($shareId: String!) { sharedIssue(shareId: $shareId) { shareId shortId title status timesSeen } }`;

interface Outcome {
  status: string;
  changes: { attribute: string; before: unknown; after: unknown }[];
}
interface Mutated {
  operation: { outcomes: { nodes: Outcome[] } } | null;
  applied: Record<string, unknown> | null;
  userErrors: { code: string; field: string[] }[];
}
interface Read {
  version: number;
  hasSeen: boolean;
  isBookmarked: boolean;
  isSubscribed: boolean;
  subscriptionReason: string | null;
  isPublic: boolean;
  shareId: string | null;
  activity: { nodes: { type: string }[] };
}

interface Marks extends Readonly<Record<string, boolean | undefined>> {
  readonly dryRun?: boolean;
}

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

async function mutate(token: string, ids: string[], { dryRun = false, ...input }: Marks): Promise<Mutated> {
  const variables = { ids, input, options: { dryRun } };
  const answer = await server.graphql<{ bulkMutateIssues: Mutated }>(MUTATE, variables, token);
  expect(answer.errors).toEqual([]);
  return answer.data.bulkMutateIssues;
}

async function read(token: string, id: string): Promise<Read> {
  const answer = await server.graphql<{ issue: Read }>(ISSUE, { id }, token);
  expect(answer.errors).toEqual([]);
  return answer.data.issue;
}

async function colleague(): Promise<string> {
  const { organization, team } = world;
  const member = await buildMember(database, { organizationId: organization.id, teamIds: [team.id] });
  return (await buildToken(database, { organizationId: organization.id, userId: member.id })).token;
}

const outcomes = ({ operation }: Mutated): Outcome[] => operation?.outcomes.nodes ?? [];

test('three users mark one issue, and each sees only their own marks', async () => {
  const { id } = await buildGroup(database, { project: world.project });
  const [first, second, third] = [world.token.token, await colleague(), await colleague()];
  await mutate(first, [id], { isBookmarked: true });
  await mutate(second, [id], { hasSeen: true, isSubscribed: false });
  await mutate(third, [id], { isSubscribed: true });
  expect(await read(first, id)).toMatchObject({ isBookmarked: true, hasSeen: false, subscriptionReason: 'BOOKMARK' });
  expect(await read(second, id)).toMatchObject({ isBookmarked: false, hasSeen: true, isSubscribed: false });
  expect(await read(third, id)).toMatchObject({ isBookmarked: false, isSubscribed: true, hasSeen: false });
});

test("O2 a viewer's own marks do not move the version", async () => {
  const { id } = await buildGroup(database, { project: world.project });
  const mutated = await mutate(world.token.token, [id], { isBookmarked: true, hasSeen: true, isSubscribed: true });
  expect(outcomes(mutated)).toMatchObject([{ status: 'CHANGED' }]);
  expect(mutated.applied).toMatchObject({ hasSeen: true, isBookmarked: true, isSubscribed: true, isPublic: null });
  expect((await read(world.token.token, id)).version).toBe(1);
});

test('T11 removing a bookmark takes away only the subscription that it brought', async () => {
  const [brought, explicit] = await buildGroups(database, 2, { project: world.project });
  const { token } = world.token;
  const ids = [brought?.id ?? '', explicit?.id ?? ''];
  await mutate(token, [ids[1] ?? ''], { isSubscribed: true });
  await mutate(token, ids, { isBookmarked: true });
  await mutate(token, ids, { isBookmarked: false });
  expect(await read(token, ids[0] ?? '')).toMatchObject({ isBookmarked: false, isSubscribed: false });
  expect(await read(token, ids[1] ?? '')).toMatchObject({ isSubscribed: true, subscriptionReason: 'UNKNOWN' });
});

test('T11 marks need a user', async () => {
  const { id } = await buildGroup(database, { project: world.project });
  const { token } = await buildToken(database, { organizationId: world.organization.id, userId: null });
  for (const attribute of ['hasSeen', 'isBookmarked', 'isSubscribed']) {
    const { operation, userErrors } = await mutate(token, [id], { [attribute]: true });
    expect(operation).toBeNull();
    expect(userErrors).toEqual([{ code: 'ACTOR_REQUIRED', field: ['input', attribute] }]);
  }
});

test('T11 hasSeen is UNCHANGED where it was seen after the latest event, and CHANGED after a newer one', async () => {
  const lastSeen = new Date('2026-11-20T09:00:00.000Z');
  const { id } = await buildGroup(database, { project: world.project, firstSeen: lastSeen, lastSeen });
  const { token } = world.token;
  expect(outcomes(await mutate(token, [id], { hasSeen: true }))).toMatchObject([{ status: 'CHANGED' }]);
  expect(outcomes(await mutate(token, [id], { hasSeen: true }))).toMatchObject([{ status: 'UNCHANGED' }]);
  await database.query(`update group_counters set last_seen = '2026-11-20T10:00:01Z' where group_id = $1`, [id]);
  expect((await read(token, id)).hasSeen).toBe(false);
  now = new Date('2026-11-20T10:00:02.000Z');
  expect(outcomes(await mutate(token, [id], { hasSeen: true }))).toMatchObject([
    { status: 'CHANGED', changes: [{ attribute: 'hasSeen', before: false, after: true }] },
  ]);
});

test('T11 a viewer outside the teams of the project may mark it as seen where open membership shows it', async () => {
  const project = await buildProject(database, { organizationId: world.organization.id, teamIds: [] });
  const { id } = await buildGroup(database, { project });
  expect(outcomes(await mutate(world.token.token, [id], { hasSeen: true }))).toMatchObject([{ status: 'CHANGED' }]);
});

test('T12 sharing again keeps the link; private and shared again gives a new one', async () => {
  const { id } = await buildGroup(database, { project: world.project });
  const { token } = world.token;
  await mutate(token, [id], { isPublic: true });
  const link = (await read(token, id)).shareId ?? '';
  expect(link).toMatch(/^[0-9a-f]{32}$/);
  expect(outcomes(await mutate(token, [id], { isPublic: true }))).toMatchObject([{ status: 'UNCHANGED' }]);
  expect((await read(token, id)).shareId).toBe(link);
  await mutate(token, [id], { isPublic: false });
  expect(await read(token, id)).toMatchObject({ isPublic: false, shareId: null });
  await mutate(token, [id], { isPublic: true });
  const issue = await read(token, id);
  expect(issue.shareId).not.toBe(link);
  expect(issue.version).toBe(4);
  expect(issue.activity.nodes.map(({ type }) => type)).toEqual([
    'SET_PUBLIC',
    'SET_PRIVATE',
    'SET_PUBLIC',
    'FIRST_SEEN',
  ]);
});

test('share-bulk-public and share-bulk-private: every issue of a call gets a link of its own, and loses it', async () => {
  const ids = (await buildGroups(database, 2, { project: world.project })).map(({ id }) => id);
  const { token } = world.token;
  const shared = outcomes(await mutate(token, ids, { isPublic: true })).map(({ changes }) => changes[0]?.after);
  expect(new Set(shared).size).toBe(2);
  await mutate(token, ids, { isPublic: false });
  expect((await read(token, ids[0] ?? '')).shareId).toBeNull();
});

test('O4 a dry run names no share id', async () => {
  const { id } = await buildGroup(database, { project: world.project });
  const mutated = await mutate(world.token.token, [id], { isPublic: true, dryRun: true });
  expect(outcomes(mutated)[0]?.changes).toEqual([{ attribute: 'isPublic', before: null, after: null }]);
  expect((await read(world.token.token, id)).isPublic).toBe(false);
});

test('a shared issue is open to anyone who has the link, and to nobody after it is private again', async () => {
  const { id, title } = await buildGroup(database, { project: world.project });
  await mutate(world.token.token, [id], { isPublic: true });
  const { shareId } = await read(world.token.token, id);
  const open = await server.graphql<{ sharedIssue: object }>(SHARED, { shareId }, null);
  expect(open.errors).toEqual([]);
  expect(open.data.sharedIssue).toMatchObject({ shareId, title, status: 'UNRESOLVED', timesSeen: 1 });
  await mutate(world.token.token, [id], { isPublic: false });
  for (const guess of [shareId, 'nothing', '']) {
    const closed = await server.graphql<{ sharedIssue: null }>(SHARED, { shareId: guess }, null);
    expect(closed).toMatchObject({ errors: [], data: { sharedIssue: null } });
  }
});
