import { buildEvents, buildFeed } from '../../support/build/feed';
import { buildGroup, buildGroups } from '../../support/build/group';
import { buildOperation } from '../../support/build/operation';
import { buildMember, buildOrganization, buildProject, buildTeam } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer, type GraphQLAnswer } from '../../support/http-server';
import { recordStatements } from '../../support/record-statements';
import { selectEverything } from '../../support/select-everything';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const now = new Date('2026-11-20T12:00:00.000Z');
const server = useHttpServer(database, { clock: () => now, limits: { cost: 1_000_000_000 } });
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

type Node = Readonly<Record<string, unknown>>;
interface Connection {
  readonly nodes: readonly Node[];
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: Readonly<Record<string, unknown>>;
  readonly totalCount: number;
}

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

const issue = async (id: string, fields: string, token = world.token.token): Promise<Node | null> =>
  (await server.graphql<{ issue: Node | null }>(`query ($id: ID!) { issue(id: $id) { ${fields} } }`, { id }, token))
    .data.issue;

const page = (
  args: string,
  fields: string,
  token = world.token.token,
): Promise<GraphQLAnswer<{ issues: Connection }>> =>
  server.graphql(
    `query ($organization: String!) {
       issues(organization: $organization ${args}) {
         nodes { ${fields} } edges { cursor node { ${fields} } }
         pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount
       }
     }`,
    { organization: world.organization.slug },
    token,
  );

describe('one issue', () => {
  it('shows what is stored about it', async () => {
    const { owner, project } = world;
    const group = await buildGroup(database, {
      project,
      title: 'TypeError: no',
      message: 'no',
      level: 'FATAL',
      priority: 'HIGH',
      priorityLockedAt: minutesAgo(5),
      firstSeen: minutesAgo(90),
      lastSeen: minutesAgo(3),
      timesSeen: 12,
      usersSeen: 4,
      version: 7,
      changedAt: minutesAgo(5),
      assignee: { teamId: world.team.id },
      inbox: { reason: 'MANUAL', dateAdded: minutesAgo(2) },
      hourlyCounts: [{ hour: new Date(minutesAgo(3).setUTCMinutes(0, 0, 0)), events: 1 }],
      subscriptions: [{ userId: owner.id, reason: 'BOOKMARK' }],
    });
    await buildEvents(database, [group], { receivedAt: minutesAgo(30), title: 'old' });
    await buildEvents(database, [group], { receivedAt: minutesAgo(3), title: 'new' });
    const shown = await issue(
      group.id,
      `id shortId title message culprit level category platform status substatus priority priorityLockedAt version
       changedAt inbox { reason addedAt reasonDetails } timesSeen usersSeen firstSeen lastSeen resolvedAt isSubscribed
       subscriptionReason statusDetails { ignoreCount ignoreUntil actor { id } }
       assignedTo { ... on Team { slug members { username } } ... on User { email } }
       latestEvent { id title environment release tags payload receivedAt }
       project { slug dsn features organization { slug } teams { slug } }`,
    );
    expect(shown).toEqual({
      id: group.id,
      shortId: `${project.slug.toUpperCase()}-${Number(group.shortId).toString(32).toUpperCase()}`,
      title: 'TypeError: no',
      message: 'no',
      culprit: group.culprit,
      level: 'FATAL',
      category: 'ERROR',
      platform: 'node',
      status: 'UNRESOLVED',
      substatus: 'NEW',
      priority: 'HIGH',
      priorityLockedAt: minutesAgo(5).toISOString(),
      version: 7,
      changedAt: minutesAgo(5).toISOString(),
      inbox: { reason: 'MANUAL', addedAt: minutesAgo(2).toISOString(), reasonDetails: null },
      timesSeen: 12,
      usersSeen: 4,
      firstSeen: minutesAgo(90).toISOString(),
      lastSeen: minutesAgo(3).toISOString(),
      resolvedAt: null,
      isSubscribed: true,
      subscriptionReason: 'BOOKMARK',
      statusDetails: { ignoreCount: null, ignoreUntil: null, actor: null },
      assignedTo: { slug: world.team.slug, members: [{ username: owner.username }] },
      latestEvent: {
        id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        title: 'new',
        environment: 'production',
        release: '1.0.0',
        tags: { browser: 'Firefox' },
        payload: { message: 'no', extra: { deep: [1] } },
        receivedAt: minutesAgo(3).toISOString(),
      },
      project: {
        slug: project.slug,
        dsn: `http://${project.publicKey}@${new URL(server.url).host}/${project.id}`,
        features: ['discard-groups'],
        organization: { slug: world.organization.slug },
        teams: [{ slug: world.team.slug }],
      },
    });
  });

  it('reads the marks of the viewer, and of nobody for a token without a user', async () => {
    const other = await buildMember(database, { organizationId: world.organization.id });
    const group = await buildGroup(database, {
      project: world.project,
      subscriptions: [{ userId: other.id }, { userId: world.owner.id, isActive: false, reason: 'ASSIGNED' }],
    });
    const token = await buildToken(database, { organizationId: world.organization.id, userId: null });
    const fields = 'isSubscribed subscriptionReason';
    const nothing = { isSubscribed: false, subscriptionReason: null };
    expect(await issue(group.id, fields)).toEqual(nothing);
    expect(await issue(group.id, fields, token.token)).toEqual(nothing);
  });

  it('T2, snooze-read-side-expired: reads unresolved where the snooze has run out, and tells what remains of one that has not', async () => {
    const archived = {
      project: world.project,
      status: 'IGNORED',
      substatus: 'ARCHIVED_UNTIL_CONDITION_MET',
      timesSeen: 9,
      usersSeen: 5,
    } as const;
    const fields =
      'status substatus statusDetails { ignoreUntil ignoreCount ignoreUserCount ignoreWindow actor { id } }';
    const show = async (snooze: object): Promise<Node | null> =>
      issue((await buildGroup(database, { ...archived, snooze })).id, fields);
    const none = { ignoreUntil: null, ignoreCount: null, ignoreUserCount: null, ignoreWindow: null, actor: null };
    const open = { status: 'UNRESOLVED', substatus: 'ONGOING', statusDetails: none };
    const still = { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET' };

    expect(await show({ until: minutesAgo(1) })).toEqual(open);
    expect(await show({ count: 4, timesSeenBaseline: 5 })).toEqual(open);
    expect(await show({ userCount: 1, usersSeenBaseline: 4 })).toEqual(open);
    expect(await show({ until: minutesAgo(-1), actorId: world.owner.id })).toEqual({
      ...still,
      statusDetails: { ...none, ignoreUntil: minutesAgo(-1).toISOString(), actor: { id: world.owner.id } },
    });
    expect(await show({ count: 6, timesSeenBaseline: 5 })).toEqual({
      ...still,
      statusDetails: { ...none, ignoreCount: 2 },
    });
    expect(await show({ count: 2, window: 10, timesSeenBaseline: 0 })).toEqual({
      ...still,
      statusDetails: { ...none, ignoreCount: 2, ignoreWindow: 10 },
    });
  });

  it('S4: is null alike for an unknown, malformed, foreign, invisible or deleted issue', async () => {
    const closed = await buildOrganization(database, { openMembership: false });
    const team = await buildTeam(database, { organizationId: closed.id });
    const member = await buildMember(database, { organizationId: closed.id, teamIds: [team.id] });
    const own = await buildProject(database, { organizationId: closed.id, teamIds: [team.id] });
    const visible = await buildGroup(database, { project: own });
    const { token } = await buildToken(database, { organizationId: closed.id, userId: member.id });
    const invisible = await buildGroup(database, {
      project: await buildProject(database, { organizationId: closed.id }),
    });
    const deleted = await buildGroup(database, { project: world.project, status: 'PENDING_DELETION', substatus: null });
    const foreign = await buildGroup(database);
    expect(await issue(visible.id, 'id', token)).toEqual({ id: visible.id });
    expect(await issue(invisible.id, 'id', token)).toBeNull();
    for (const id of [foreign.id, deleted.id, '9223372036854775807', '9999999999999999999', '01', '-1', 'x', '']) {
      expect([id, await issue(id, 'id')]).toEqual([id, null]);
    }
  });

  it('is found by its short id in either case', async () => {
    const group = await buildGroup(database, { project: world.project, shortId: '1058' });
    const find = async (shortId: string, organization = world.organization.slug): Promise<GraphQLAnswer<Node>> =>
      server.graphql(
        'query ($organization: String!, $shortId: String!) { issueByShortId(organization: $organization, shortId: $shortId) { id shortId } }',
        { organization, shortId },
        world.token.token,
      );
    const shortId = `${world.project.slug.toUpperCase()}-112`;
    for (const text of [shortId, shortId.toLowerCase()]) {
      expect((await find(text)).data).toEqual({ issueByShortId: { id: group.id, shortId } });
    }
    for (const text of ['', '-', 'X', `${shortId}0`, `${world.project.slug}-U`]) {
      expect((await find(text)).data).toEqual({ issueByShortId: null });
    }
    const foreign = await buildOrganization(database);
    const refusals = [await find(shortId, foreign.slug), await find(shortId, 'no-such-organization')];
    expect(new Set(refusals.map(({ errors }) => JSON.stringify([errors[0]?.message, errors[0]?.extensions])))).toEqual(
      new Set(['["There is no such organization.",{"code":"NOT_FOUND"}]']),
    );
  });

  it('needs event:read', async () => {
    const group = await buildGroup(database, { project: world.project });
    const { token } = await buildToken(database, {
      organizationId: world.organization.id,
      userId: null,
      scopes: ['org:read'],
    });
    const answers = [
      await server.graphql('query ($id: ID!) { issue(id: $id) { id } }', { id: group.id }, token),
      await page('', 'id', token),
    ];
    for (const { errors } of answers) expect(errors[0]?.extensions.code).toBe('PERMISSION_DENIED');
  });
});

describe('a page of issues', () => {
  it('goes forwards and backwards, with the default search, and counts only where asked', async () => {
    await buildGroup(database, { project: world.project, status: 'RESOLVED', substatus: null });
    const groups = await buildGroups(database, 5, {
      project: world.project,
      each: (index) => ({ lastSeen: minutesAgo(index) }),
    });
    const ids = groups.map(({ id }) => id);
    const first = (await page('first: 2', 'id')).data.issues;
    expect(first.nodes.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(first.edges.map(({ node }) => node)).toEqual(first.nodes);
    expect(first.totalCount).toBe(5);
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = (await page(`first: 5, after: "${first.edges[1]?.cursor}"`, 'id')).data.issues;
    expect(second.nodes.map(({ id }) => id)).toEqual(ids.slice(2));
    expect(second.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: true,
      startCursor: second.edges[0]?.cursor,
      endCursor: second.edges[2]?.cursor,
    });
    const back = (await page(`last: 2, before: "${second.edges[0]?.cursor}"`, 'id')).data.issues;
    expect(back.nodes).toEqual(first.nodes);
    expect((await page('query: null, sort: null', 'id')).data.issues.totalCount).toBe(5);
    expect((await page('query: ""', 'id')).data.issues.totalCount).toBe(6);

    const uncounted = await recordStatements(database, () =>
      server.graphql(`{ issues(organization: "${world.organization.slug}") { nodes { id } } }`, {}, world.token.token),
    );
    expect(uncounted).toEqual(['find-token-access', 'find-issues-last-seen', 'read-issue-details']);
  });

  it('reads what names projects and assignees together with the issues', async () => {
    const { project, team, owner } = world;
    const assignees = [{ userId: owner.id }, { teamId: team.id }, { teamId: '999999' }];
    await buildGroup(database, { project, lastSeen: minutesAgo(9) });
    for (const [index, assignee] of assignees.entries()) {
      await buildGroup(database, { project, lastSeen: minutesAgo(index), assignee });
    }
    const place = { id: project.id, slug: project.slug };
    const assignee = '... on User { id name username email } ... on Team { id slug name }';
    const text = (fields: string) =>
      `{ issues(organization: "${world.organization.slug}") { nodes { ${fields} assignedTo { __typename ${assignee} } } } }`;
    const shown = await server.graphql<{ issues: Connection }>(text('id project { id slug }'), {}, world.token.token);
    const { id, name, username, email } = owner;
    expect(shown.data.issues.nodes.map((node) => node['assignedTo'])).toEqual([
      { __typename: 'User', id, name, username, email },
      { __typename: 'Team', id: team.id, slug: team.slug, name: team.name },
      null,
      null,
    ]);
    expect(shown.data.issues.nodes.map((node) => node['project'])).toEqual([place, place, place, place]);

    const statements = (fields: string): Promise<readonly string[]> =>
      recordStatements(database, () => server.graphql(text(fields), {}, world.token.token));
    const read = ['find-token-access', 'find-issues-last-seen', 'read-issue-details'];
    expect(await statements('project { id slug }')).toEqual(read);
    expect(await statements('project { name platform features resolveAge dsn }')).toEqual([...read, 'read-projects']);
  });

  it('refuses bad searches, cursors and sizes as mistakes of the caller', async () => {
    const codes = await Promise.all(
      ['query: "is:nonsense"', 'after: "x"', 'first: -1', 'first: 1, last: 1', 'projects: ["unknown"]'].map(
        async (args) => (await page(args, 'id')).errors[0]?.extensions,
      ),
    );
    expect(codes).toEqual([
      { code: 'INVALID_QUERY', position: expect.any(Number) as number },
      { code: 'BAD_USER_INPUT' },
      { code: 'BAD_USER_INPUT' },
      { code: 'BAD_USER_INPUT' },
      { code: 'NOT_FOUND' },
    ]);
  });

  it('takes the same number of statements for every field of 1, 10 and 100 issues', async () => {
    const { organization, owner, team, project } = world;
    const groups = await buildGroups(database, 100, {
      project,
      each: (index) => ({
        lastSeen: minutesAgo(index),
        assignee: index % 2 ? { userId: owner.id } : { teamId: team.id },
        ...(index % 5 === 0 && { status: 'IGNORED', snooze: { until: minutesAgo(-index - 1), actorId: owner.id } }),
      }),
    });
    await buildEvents(database, groups);
    const operationId = await buildOperation(database, {
      organizationId: organization.id,
      actorId: owner.id,
      outcomes: groups.slice(0, 1).map(({ id }) => ({ groupId: id, status: 'CHANGED' })),
    });
    await buildFeed(database, groups, [
      { type: 'SET_RESOLVED', userId: owner.id, operationId },
      { type: 'SET_UNRESOLVED' },
    ]);
    const document = `query ($organization: String!, $first: Int!) {
      issues(organization: $organization, query: "", first: $first) { totalCount nodes ${selectEverything('Issue')} }
    }`;
    const read = async (first: number): Promise<readonly string[]> => {
      let answer: GraphQLAnswer<{ issues: Connection }> | undefined;
      const labels = await recordStatements(database, async () => {
        answer = await server.graphql(document, { organization: organization.slug, first }, world.token.token);
      });
      expect(answer?.errors).toEqual([]);
      expect(answer?.data.issues.nodes).toHaveLength(first);
      return labels;
    };
    const one = [...(await read(1))].sort();
    process.stdout.write(`every field of a page of issues: ${one.length} statements\n`);
    expect(one.length).toBeLessThanOrEqual(30);
    expect(one).toEqual([...new Set(one)]);
    for (const first of [10, 100]) expect([...(await read(first))].sort()).toEqual(one);
  });
});
