import { buildGroups } from '../../support/build/group';
import { buildMember, buildProject, buildTeam } from '../../support/build/organization';
import { buildToken, type TestToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { Subscriber, type Followed } from '../../support/subscriber';
import { useTestDatabase } from '../../support/test-database';
import { until } from '../../support/until';

const database = useTestDatabase();
const server = useHttpServer(database, { live: true });
/** Another server of the same installation, on which nobody subscribes. */
const other = useHttpServer(database);

interface Change {
  readonly issuesChanged: {
    readonly operation: { readonly id: string; readonly counts: { readonly changed: number } } | null;
    readonly issueIds: readonly string[];
    readonly issues: readonly { readonly id: string; readonly status: string }[];
    readonly removedIssueIds: readonly string[];
  };
}

const FOLLOW = `subscription ($organization: String!, $projects: [String!]) {
  issuesChanged(organization: $organization, projects: $projects) {
    operation { id counts { changed } } issueIds issues { id status } removedIssueIds
  }
}`;
const MUTATE = `mutation ($ids: [ID!]!, $input: BulkMutateIssuesInput!) {
  bulkMutateIssues(ids: $ids, input: $input) { operation { id } userErrors { code } }
}`;
const DELETE = `mutation ($ids: [ID!]!) { deleteIssues(ids: $ids) { operation { id } userErrors { code } } }`;
const UNDO = `mutation ($id: ID!) { undoBulkOperation(id: $id) { operation { id } userErrors { code } } }`;

let world: World;
let subscribers: Subscriber[];
beforeEach(async () => {
  world = await buildWorld(database);
  subscribers = [];
});
afterEach(() => Promise.all(subscribers.map((subscriber) => subscriber.close())));

async function follow(token: TestToken = world.token, projects: readonly string[] | null = null) {
  const subscriber = new Subscriber(server, token.token);
  subscribers.push(subscriber);
  const followed = subscriber.follow<Change>(FOLLOW, { organization: world.organization.slug, projects });
  await subscriber.settled();
  return { subscriber, followed };
}

/** Calls on the other server; the operation's id. */
async function call(document: string, variables: object): Promise<string> {
  const answer = await other.graphql<Record<string, { operation: { id: string } | null; userErrors: unknown[] }>>(
    document,
    { ...variables },
    world.token.token,
  );
  const [payload] = Object.values(answer.data);
  expect({ errors: answer.errors, userErrors: payload?.userErrors }).toEqual({ errors: [], userErrors: [] });
  return payload?.operation?.id ?? '';
}

async function issues(count: number, project = world.project): Promise<string[]> {
  return (await buildGroups(database, count, { project })).map(({ id }) => id);
}

const idsOf = ({ events }: Followed<Change>): string[] => events.flatMap(({ issuesChanged: { issueIds } }) => issueIds);
const goneOf = ({ events }: Followed<Change>): string[] =>
  events.flatMap(({ issuesChanged: { removedIssueIds } }) => removedIssueIds);

test('a change that another server commits is told at once, with its operation and the issues as they are', async () => {
  const ids = await issues(2);
  const { followed } = await follow();
  const operation = await call(MUTATE, { ids, input: { status: 'RESOLVED' } });
  await until(() => followed.events.length > 0);
  expect(followed.events).toEqual([
    {
      issuesChanged: {
        operation: { id: operation, counts: { changed: 2 } },
        issueIds: ids,
        issues: ids.map((id) => ({ id, status: 'RESOLVED' })),
        removedIssueIds: [],
      },
    },
  ]);
});

test('each event shows what is true then, not what an earlier one has loaded', async () => {
  const ids = await issues(1);
  const { followed } = await follow();
  for (const status of ['RESOLVED', 'UNRESOLVED', 'IGNORED']) await call(MUTATE, { ids, input: { status } });
  await until(() => followed.events.length === 3);
  expect(followed.events.at(-1)?.issuesChanged.issues).toEqual([{ id: ids[0], status: 'IGNORED' }]);
});

test('250 issues of one call come in events of at most 100 ids', async () => {
  const ids = await issues(250);
  const { followed } = await follow();
  await call(MUTATE, { ids, input: { priority: 'HIGH' } });
  await until(() => idsOf(followed).length >= 250);
  expect(followed.events.map(({ issuesChanged: { issueIds } }) => issueIds.length)).toEqual([100, 100, 50]);
  expect(idsOf(followed)).toEqual(ids);
});

test('deleted, discarded and merged issues are removed, and come back with the undo', async () => {
  await database.query(`update projects set features = '{discard-groups}' where id = $1`, [world.project.id]);
  const [parent = '', ...ids] = await issues(4);
  const [deleted = '', discarded = '', child = ''] = ids;
  const { followed } = await follow();
  const deletion = await call(DELETE, { ids: [deleted] });
  await call(MUTATE, { ids: [discarded], input: { discard: true } });
  await call(MUTATE, { ids: [parent, child], input: { merge: true, mergeInto: parent } });
  await until(() => goneOf(followed).length === 3);
  expect(goneOf(followed)).toEqual([deleted, discarded, child]);
  expect(idsOf(followed)).toEqual([parent]);
  await call(UNDO, { id: deletion });
  await until(() => idsOf(followed).length === 2);
  expect(idsOf(followed)).toEqual([parent, deleted]);
});

test('marks of the viewer, dry runs and what stays as it was are told to nobody', async () => {
  const ids = await issues(1);
  const { followed } = await follow();
  await call(MUTATE, { ids, input: { hasSeen: true } });
  await call(MUTATE, { ids, input: { status: 'UNRESOLVED' } });
  await call(MUTATE, { ids, input: { status: 'RESOLVED' } });
  await until(() => followed.events.length > 0);
  expect(
    followed.events.map(
      ({
        issuesChanged: {
          issues: [issue],
        },
      }) => issue?.status,
    ),
  ).toEqual(['RESOLVED']);
});

describe('what the token does not see', () => {
  let hidden: string[];
  let shown: string[];
  let member: { id: string; token: TestToken };
  beforeEach(async () => {
    await database.query('update organizations set open_membership = false where id = $1', [world.organization.id]);
    const organizationId = world.organization.id;
    const away = await buildTeam(database, { organizationId });
    const project = await buildProject(database, { organizationId, teamIds: [away.id, world.team.id] });
    [shown, hidden] = [await issues(1), await issues(1, project)];
    const { id } = await buildMember(database, { organizationId, role: 'MEMBER', teamIds: [world.team.id, away.id] });
    member = { id, token: await buildToken(database, { organizationId, userId: id }) };
    await database.query('delete from project_teams where project_id = $1 and team_id = $2', [
      project.id,
      world.team.id,
    ]);
    await database.query('insert into team_members (organization_id, team_id, user_id) values ($1, $2, $3)', [
      organizationId,
      away.id,
      world.owner.id,
    ]);
  });

  test('is not told: a member who leaves a team gets no more of its projects', async () => {
    const { followed } = await follow(member.token);
    await call(MUTATE, { ids: [...shown, ...hidden], input: { status: 'RESOLVED' } });
    await until(() => idsOf(followed).length === 2);
    await database.query('delete from team_members where user_id = $1 and team_id <> $2', [member.id, world.team.id]);
    await call(MUTATE, { ids: [...shown, ...hidden], input: { status: 'UNRESOLVED' } });
    await until(() => idsOf(followed).length === 3);
    await call(MUTATE, { ids: [...shown], input: { status: 'RESOLVED' } });
    await until(() => idsOf(followed).length === 4);
    expect(idsOf(followed)).toEqual([...shown, ...hidden, ...shown, ...shown]);
  });

  test('only the named projects are told of', async () => {
    const { followed } = await follow(member.token, [world.project.slug]);
    await call(MUTATE, { ids: [...hidden], input: { status: 'RESOLVED' } });
    await call(MUTATE, { ids: [...shown, ...hidden], input: { priority: 'LOW' } });
    await until(() => idsOf(followed).length > 0);
    expect(idsOf(followed)).toEqual(shown);
  });

  test('a token that loses event:read is told so, and nothing else', async () => {
    const { followed } = await follow(member.token);
    await database.query(`update api_tokens set scopes = '{org:read}' where id = $1`, [member.token.id]);
    await call(MUTATE, { ids: [...shown], input: { status: 'RESOLVED' } });
    await until(() => followed.completed);
    expect(followed.events).toEqual([]);
    expect(followed.errors.map(({ extensions, path }) => [extensions.code, path])).toEqual([
      ['PERMISSION_DENIED', ['issuesChanged']],
    ]);
  });

  test('a revoked token closes its connection before it is told anything more', async () => {
    const { subscriber, followed } = await follow(member.token);
    const { followed: owners } = await follow();
    await database.query('update api_tokens set revoked_at = now() where id = $1', [member.token.id]);
    await call(MUTATE, { ids: [...shown], input: { status: 'RESOLVED' } });
    await until(() => subscriber.closed !== null);
    expect({ closed: subscriber.closed, events: followed.events }).toEqual({ closed: 4401, events: [] });
    await until(() => owners.events.length > 0);
  });

  test('a revoked token closes its connection, also where nothing happens', async () => {
    const { subscriber } = await follow(member.token);
    await database.query('update api_tokens set revoked_at = now() where id = $1', [member.token.id]);
    await until(() => subscriber.closed !== null);
    expect(subscriber.closed).toBe(4401);
  });

  test.each([
    ['an organization that the token does not reach', { organization: 'elsewhere' }, 'NOT_FOUND'],
    ['an unknown project', { organization: '', projects: ['no-such-project'] }, 'NOT_FOUND'],
  ])('%s is refused', async (_, { organization, ...rest }, code) => {
    const subscriber = new Subscriber(server, member.token.token);
    subscribers.push(subscriber);
    const followed = subscriber.follow(FOLLOW, { organization: organization || world.organization.slug, ...rest });
    await until(() => followed.completed);
    expect(followed.errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  });
});
