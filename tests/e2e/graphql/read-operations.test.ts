import { problem } from '../../../src/domain/problem';
import { buildGroup, buildGroups } from '../../support/build/group';
import { buildOperation, type OutcomeOptions } from '../../support/build/operation';
import { buildMember, buildOrganization, buildProject, buildTeam } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer, type GraphQLAnswer } from '../../support/http-server';
import { recordStatements } from '../../support/record-statements';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

type Fields = Readonly<Record<string, unknown>>;
interface Connection {
  readonly nodes: readonly Fields[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

let world: World;
beforeAll(async () => {
  world = await buildWorld(database);
});

const read = async (id: string, fields: string, token = world.token.token): Promise<Fields | null> => {
  const { data, errors } = await server.graphql<{ bulkOperation: Fields | null }>(
    `query ($id: ID!) { bulkOperation(id: $id) { ${fields} } }`,
    { id },
    token,
  );
  expect(errors).toEqual([]);
  return data.bulkOperation;
};

const record = (outcomes: readonly OutcomeOptions[]): Promise<string> =>
  buildOperation(database, { organizationId: world.organization.id, actorId: world.owner.id, outcomes });

describe('a bulk operation', () => {
  it('shows its record, counts and progress', async () => {
    const [group] = await buildGroups(database, 1, { project: world.project });
    const id = await record([
      { groupId: group?.id ?? '', status: 'CHANGED' },
      { requestedId: 'x', status: 'NOT_FOUND' },
    ]);
    const counts = '{ requested changed unchanged notFound conflict invalid skipped pending }';
    const none = { changed: 0, unchanged: 0, notFound: 0, conflict: 0, invalid: 0, skipped: 0, pending: 0 };
    expect(
      await read(
        id,
        `id kind state dryRun input selection progress error { code } createdAt startedAt finishedAt undoableUntil
         organization { slug } actor { username } counts ${counts}`,
      ),
    ).toMatchObject({
      id,
      kind: 'MUTATE',
      state: 'COMPLETED',
      dryRun: false,
      input: { status: 'RESOLVED' },
      selection: { ids: [group?.id, 'x'] },
      progress: 1,
      error: null,
      undoableUntil: null,
      organization: { slug: world.organization.slug },
      actor: { username: world.owner.username },
      counts: { ...none, requested: 2, changed: 1, notFound: 1 },
    });
    const failed = await buildOperation(database, {
      organizationId: world.organization.id,
      state: 'FAILED',
      pending: 3,
      outcomes: [{ requestedId: 'x', status: 'NOT_FOUND' }],
      error: problem('UNEXPECTED_COUNT', { field: ['options', 'expectedCount'], details: { selected: 4 } }),
    });
    expect(
      await read(
        failed,
        `progress actor { id } counts ${counts} error { code message field issueIds issueCount details }`,
      ),
    ).toEqual({
      progress: 0.25,
      actor: null,
      counts: { ...none, requested: 4, notFound: 1, pending: 3 },
      error: {
        code: 'UNEXPECTED_COUNT',
        message: 'The selection does not hold the expected number of issues.',
        field: ['options', 'expectedCount'],
        issueIds: [],
        issueCount: 0,
        details: { selected: 4 },
      },
    });
  });

  it('gives what operations were asked with up to a size, be it of many or of one many times', async () => {
    const ids: string[] = [];
    for (const _ of [1, 2, 3]) ids.push(await record([]));
    await database.query(
      `update bulk_operations set selection = jsonb_build_object('ids', (
         select jsonb_agg((1795000000000000 + n)::text) from generate_series(1, 300000) n
       )) where id = any($1::bigint[])`,
      [`{${ids.join()}}`],
    );
    const shown = async (aliases: readonly (readonly [string, string])[]): Promise<unknown> => {
      const fields = aliases.map(([name, id]) => `${name}: bulkOperation(id: "${id}") { input selection }`).join(' ');
      const { data, errors } = await server.graphql<Record<string, { selection: { ids: string[] } } | null>>(
        `{ ${fields} }`,
        {},
        world.token.token,
      );
      return errors[0]?.extensions.code ?? Object.values(data).map((operation) => operation?.selection.ids.length);
    };
    const [a = '', b = '', c = ''] = ids;
    expect(await shown([['x', a]])).toEqual([300_000]);
    expect(
      await shown([
        ['x', a],
        ['y', b],
      ]),
    ).toEqual([300_000, 300_000]);
    expect(
      await shown([
        ['x', a],
        ['y', b],
        ['z', c],
      ]),
    ).toBe('BAD_USER_INPUT');
    expect(
      await shown([
        ['x', a],
        ['y', a],
        ['z', a],
      ]),
    ).toBe('BAD_USER_INPUT');
  });

  it('tells of a running one how fast it is, and when it will have ended', async () => {
    const groupIds = (await buildGroups(database, 40, { project: world.project })).map(({ id }) => id);
    const pages = [{ groupIds, firstOrdinal: 1, done: 30, changed: 30 }];
    const id = await buildOperation(database, { organizationId: world.organization.id, state: 'RUNNING', pages });
    await database.query(
      `update bulk_operations set frozen_at = now() - interval '10 s', finished_at = null where id = $1`,
      [id],
    );
    const asked = Date.now();
    const running = await read(id, 'progress issuesPerSecond estimatedFinishAt');
    expect(running?.['progress']).toBe(0.75);
    // Thirty in ten seconds, or in a little more by now; and a third of that time for the other ten.
    expect(running?.['issuesPerSecond']).toBeGreaterThan(0);
    expect(running?.['issuesPerSecond']).toBeLessThanOrEqual(3);
    expect(Date.parse(String(running?.['estimatedFinishAt']))).toBeGreaterThan(asked);
  });

  it('pages through outcomes by kind, in the order of the selection', async () => {
    const groups = await buildGroups(database, 4, { project: world.project });
    const changes = [{ attribute: 'inbox', before: { reason: 'NEW' }, after: null }];
    const reversed = [...groups].reverse();
    const id = await record([
      { requestedId: '01', status: 'NOT_FOUND', code: 'NOT_FOUND' },
      ...reversed.map((group, index) =>
        index === 1
          ? ({ groupId: group.id, status: 'INVALID', code: 'ACTOR_NOT_MEMBER' } as const)
          : ({ groupId: group.id, status: 'CHANGED', changes } as const),
      ),
    ]);
    const fields =
      'nodes { issueId issue { id } status code message changes { attribute before after } } pageInfo { hasNextPage endCursor } totalCount';
    const outcomes = async (args: string): Promise<Connection> =>
      (await read(id, `outcomes${args} { ${fields} }`))?.['outcomes'] as Connection;

    const all = await outcomes('');
    expect(all.nodes.map(({ issueId }) => issueId)).toEqual(['01', ...reversed.map((group) => group.id)]);
    expect(all.nodes[0]).toMatchObject({
      issue: null,
      status: 'NOT_FOUND',
      code: 'NOT_FOUND',
      message: 'Not found.',
      changes: [],
    });
    expect(all.nodes[2]).toMatchObject({ status: 'INVALID', message: expect.stringContaining('no access') as string });
    expect(all.nodes[1]).toEqual({
      issueId: reversed[0]?.id,
      issue: { id: reversed[0]?.id },
      status: 'CHANGED',
      code: null,
      message: null,
      changes,
    });

    const changed = await outcomes('(status: [CHANGED], first: 2)');
    expect(changed.nodes.map(({ issueId }) => issueId)).toEqual([reversed[0]?.id, reversed[2]?.id]);
    expect([changed.totalCount, changed.pageInfo.hasNextPage]).toEqual([3, true]);
    const rest = await outcomes(`(status: [CHANGED], after: "${changed.pageInfo.endCursor}")`);
    expect(rest.nodes.map(({ issueId }) => issueId)).toEqual([reversed[3]?.id]);
    expect((await outcomes('(status: [])')).totalCount).toBe(0);
  });

  it('caps a page of outcomes at 1000 and of issues at 100, and counts the issues that were selected', async () => {
    const groups = await buildGroups(database, 1100, { project: world.project });
    const id = await record([
      { requestedId: 'x', status: 'NOT_FOUND' },
      ...groups.map((group, index) =>
        index === 0
          ? ({ groupId: group.id, status: 'SKIPPED', code: 'OUTSIDE_SELECTION' } as const)
          : ({ groupId: group.id, status: 'UNCHANGED' } as const),
      ),
    ]);
    const shown = await read(
      id,
      `outcomes(first: 5000) { nodes { issueId } totalCount }
       issues(first: 5000) { nodes { id } totalCount pageInfo { hasNextPage } edges { cursor } }
       small: outcomes { nodes { issueId } }`,
    );
    const { outcomes, issues, small } = shown as Readonly<Record<string, Connection>>;
    expect([outcomes?.nodes.length, outcomes?.totalCount, small?.nodes.length]).toEqual([1000, 1101, 25]);
    expect(issues?.nodes.map((node) => node['id'])).toEqual(groups.slice(1, 101).map((group) => group.id));
    expect([issues?.totalCount, issues?.pageInfo.hasNextPage]).toEqual([1099, true]);
  });

  it('shows, while it runs, what is done and what is still to do, in one order', async () => {
    const [a = '', b = '', c = '', d = '', e = '', f = ''] = (
      await buildGroups(database, 6, {
        project: world.project,
        each: (n) => (n === 5 ? { status: 'PENDING_DELETION' } : {}),
      })
    ).map(({ id }) => id);
    // Outcomes 0 and 3 are of ids that were not found when the set was frozen, and of the first issue of the second page.
    const id = await buildOperation(database, {
      organizationId: world.organization.id,
      state: 'RUNNING',
      outcomes: [{ requestedId: 'x', status: 'NOT_FOUND' }],
      pages: [
        { groupIds: [c, a], firstOrdinal: 1 },
        { groupIds: [e, b, f, d], ordinals: [3, 5, 6, 8], firstOrdinal: 3, done: 1, changed: 1 },
      ],
    });
    await database.query(
      `insert into bulk_operation_outcomes (organization_id, operation_id, ordinal, group_id, project_id, status)
       values ($1, $2, 3, $3, $4, 'CHANGED')`,
      [world.organization.id, id, e, world.project.id],
    );
    const issues = async (args: string): Promise<Connection> =>
      (await read(id, `issues(${args}) { nodes { id } pageInfo { hasNextPage endCursor } totalCount }`))?.[
        'issues'
      ] as Connection;
    const first = await issues('first: 2');
    const second = await issues(`first: 2, after: "${first.pageInfo.endCursor}"`);
    const third = await issues(`first: 2, after: "${second.pageInfo.endCursor}"`);
    expect([first, second, third].map(({ nodes }) => nodes.map((node) => node['id']))).toEqual([[c, a], [e, b], [d]]);
    expect([first.totalCount, second.pageInfo.hasNextPage, third.pageInfo.hasNextPage]).toEqual([5, true, false]);
    expect(await read(id, 'progress counts { requested changed notFound pending }')).toEqual({
      progress: 2 / 7,
      counts: { requested: 7, changed: 1, notFound: 1, pending: 5 },
    });
  });

  it('keeps showing what became of an issue that is gone', async () => {
    const group = await buildGroup(database, { project: world.project });
    const { data } = await server.graphql<{ bulkMutateIssues: { operation: Fields } }>(
      'mutation ($ids: [ID!]!) { bulkMutateIssues(ids: $ids, input: { priority: LOW }) { operation { id } } }',
      { ids: [group.id] },
      world.token.token,
    );
    await database.query('delete from groups where id = $1', [group.id]);
    const { id } = data.bulkMutateIssues.operation;
    expect(
      await read(String(id), 'outcomes { nodes { issueId issue { id } status changes { attribute } } totalCount }'),
    ).toEqual({
      outcomes: {
        nodes: [{ issueId: group.id, issue: null, status: 'CHANGED', changes: [{ attribute: 'priority' }] }],
        totalCount: 1,
      },
    });
  });

  it('P1: shows nothing of issues in projects that the reader does not see', async () => {
    const organization = await buildOrganization(database, { openMembership: false });
    const team = await buildTeam(database, { organizationId: organization.id });
    const member = await buildMember(database, { organizationId: organization.id, teamIds: [team.id] });
    const { token } = await buildToken(database, { organizationId: organization.id, userId: member.id });
    const own = await buildProject(database, { organizationId: organization.id, teamIds: [team.id] });
    const visible = await buildGroup(database, { project: own });
    const hidden = await buildGroup(database, {
      project: await buildProject(database, { organizationId: organization.id }),
    });
    const changes = [{ attribute: 'priority', before: 1, after: 2 }];
    const id = await buildOperation(database, {
      organizationId: organization.id,
      outcomes: [
        ...[hidden, visible].map(({ id: groupId }) => ({ groupId, status: 'CHANGED', changes }) as const),
        { groupId: hidden.id, status: 'NOT_FOUND' },
      ],
    });
    const shown = (): Promise<Fields | null> =>
      read(
        id,
        `issues { nodes { id } totalCount }
         outcomes { nodes { issueId issue { id } status changes { after } } totalCount }
         changed: outcomes(status: [CHANGED], first: 1) { totalCount pageInfo { hasNextPage } }`,
        token,
      );
    const expected = {
      issues: { nodes: [{ id: visible.id }], totalCount: 1 },
      outcomes: {
        nodes: [
          { issueId: visible.id, issue: { id: visible.id }, status: 'CHANGED', changes: [{ after: 2 }] },
          { issueId: hidden.id, issue: null, status: 'NOT_FOUND', changes: [] },
        ],
        totalCount: 2,
      },
      changed: { totalCount: 1, pageInfo: { hasNextPage: false } },
    };
    expect(await shown()).toEqual(expected);
    await database.query('delete from groups where id = $1', [hidden.id]);
    expect(await shown()).toEqual(expected);
  });

  it('P1: an error names only issues that the reader sees, and counts all', async () => {
    const organization = await buildOrganization(database, { openMembership: false });
    const team = await buildTeam(database, { organizationId: organization.id });
    const member = await buildMember(database, { organizationId: organization.id, teamIds: [team.id] });
    const { token } = await buildToken(database, { organizationId: organization.id, userId: member.id });
    const own = await buildProject(database, { organizationId: organization.id, teamIds: [team.id] });
    const visible = await buildGroup(database, { project: own });
    const hidden = await buildGroup(database, {
      project: await buildProject(database, { organizationId: organization.id }),
    });
    const named = { issueIds: [hidden.id, visible.id], issueCount: 2 };
    const other = problem('ACTION_NOT_ALLOWED_FOR_TYPE', named);
    const asked = { field: ['options', 'expectedVersions'], issueIds: ['x', '77777777777'], issueCount: 2 };
    const id = await buildOperation(database, {
      ...{ organizationId: organization.id, outcomes: [] },
      error: problem('VERSION_CONFLICT', { ...named, details: { others: [other, problem('INVALID_INPUT', asked)] } }),
    });
    const shown = await read(id, 'error { code issueIds issueCount details }', token);
    expect(shown?.['error']).toMatchObject({
      ...{ code: 'VERSION_CONFLICT', issueIds: [visible.id], issueCount: 2 },
      details: { others: [{ code: 'ACTION_NOT_ALLOWED_FOR_TYPE', issueIds: [visible.id], issueCount: 2 }, asked] },
    });
    expect(JSON.stringify(shown)).not.toContain(`"${hidden.id}"`);
  });

  it('is null where it is foreign, unknown or malformed', async () => {
    const foreign = await buildOperation(database, { organizationId: (await buildOrganization(database)).id });
    for (const id of [foreign, '9999999', 'x', '01']) expect(await read(id, 'id')).toBeNull();
  });
});

describe('the operations of an organization', () => {
  const list = (slug: string, args = ''): Promise<GraphQLAnswer<{ bulkOperations: Connection }>> =>
    server.graphql(
      `query ($organization: String!) { bulkOperations(organization: $organization ${args}) {
         nodes { id } totalCount pageInfo { hasNextPage endCursor }
       } }`,
      { organization: slug },
      world.token.token,
    );

  it('come newest first, and of no other organization', async () => {
    const other = await buildWorld(database);
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      ids.unshift(await buildOperation(database, { organizationId: other.organization.id }));
    }
    const read2 = async (args: string): Promise<Connection> =>
      (
        await server.graphql<{ bulkOperations: Connection }>(
          `{ bulkOperations(organization: "${other.organization.slug}" ${args}) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }`,
          {},
          other.token.token,
        )
      ).data.bulkOperations;
    const first = await read2('first: 2');
    expect(first).toMatchObject({
      nodes: [{ id: ids[0] }, { id: ids[1] }],
      totalCount: 3,
      pageInfo: { hasNextPage: true },
    });
    expect((await read2(`first: 2, after: "${first.pageInfo.endCursor}"`)).nodes).toEqual([{ id: ids[2] }]);
    const refusals = [await list(other.organization.slug), await list('unknown')];
    expect(refusals.map(({ errors }) => [errors[0]?.message, errors[0]?.extensions.code])).toEqual([
      ['There is no such organization.', 'NOT_FOUND'],
      ['There is no such organization.', 'NOT_FOUND'],
    ]);
  });

  it('read what was asked for only where it is selected, and once for a page', async () => {
    const other = await buildWorld(database);
    for (let count = 0; count < 3; count += 1)
      await buildOperation(database, { organizationId: other.organization.id });
    const labels = (fields: string): Promise<readonly string[]> =>
      recordStatements(database, async () => {
        const { data, errors } = await server.graphql<{ bulkOperations: Connection }>(
          `{ bulkOperations(organization: "${other.organization.slug}") { nodes { ${fields} } } }`,
          {},
          other.token.token,
        );
        expect(errors).toEqual([]);
        expect(data.bulkOperations.nodes).toHaveLength(3);
      });
    const without = await labels('id kind counts { requested }');
    expect(await labels('id input selection')).toEqual([
      ...without,
      'read-bulk-operation-request-sizes',
      'read-bulk-operation-requests',
    ]);
  });
});
