import { Client } from 'pg';
import { buildGroup } from '../../support/build/group';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer, type GraphQLAnswer } from '../../support/http-server';
import { useOwnDatabase } from '../../support/own-database';
import { Subscriber, type Followed } from '../../support/subscriber';
import { until } from '../../support/until';

const database = useOwnDatabase('errors', { readTimeoutMs: 3_000 });
const server = useHttpServer(database, { introspection: false });

let world: World;
let id: string;
beforeAll(async () => {
  world = await buildWorld(database);
  id = (await buildGroup(database, { project: world.project })).id;
});

const ISSUE = 'query ($id: ID!) { issue(id: $id) { id latestEvent { id } } }';
const ask = (document: string, variables = {}): Promise<GraphQLAnswer<Record<string, unknown>>> =>
  server.graphql(document, variables, world.token.token);

/** Runs `work` while a table is out of the way. */
async function without(table: string, work: () => Promise<void>): Promise<void> {
  await database.query(`alter table ${table} rename to ${table}_away`);
  try {
    await work();
  } finally {
    await database.query(`alter table ${table}_away rename to ${table}`);
  }
}

describe('what a client sees of an error', () => {
  it('of a fault in a field is one sentence and the id of the request, under which it is logged', async () => {
    await without('group_hourly_counts', async () => {
      const { status, data, errors, requestId } = await ask(ISSUE, { id });
      expect([status, data]).toEqual([200, { issue: { id, latestEvent: null } }]);
      expect(errors).toEqual([
        {
          message: 'The server made a mistake. It has been recorded under the requestId of this error.',
          locations: expect.any(Array) as unknown,
          path: ['issue', 'latestEvent'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
        },
      ]);
      const line = server.log.find(({ msg, reqId }) => msg === 'fault' && reqId === requestId);
      expect(JSON.stringify(line)).toContain('relation \\"group_hourly_counts\\" does not exist');
    });
  });

  it('of a fault before any field is the same', async () => {
    await without('api_tokens', async () => {
      const answer = await ask(ISSUE, { id });
      expect(answer.status).toBe(500);
      expect(answer.errors).toEqual([
        {
          message: expect.stringContaining('The server made a mistake.') as string,
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: answer.requestId },
        },
      ]);
      expect(JSON.stringify(answer)).not.toContain('api_tokens');
    });
  });

  it('of a statement that takes too long is QUERY_TIMEOUT', async () => {
    const blocker = new Client({ connectionString: database.url });
    await blocker.connect();
    try {
      await blocker.query('begin; lock table groups in access exclusive mode');
      const { errors, requestId } = await ask(ISSUE, { id });
      expect(errors[0]).toMatchObject({
        message: 'The request took too long and was stopped; ask for less at once.',
        extensions: { code: 'QUERY_TIMEOUT', requestId },
      });
    } finally {
      await blocker.end();
    }
  });

  it('of its own mistakes is what they are', async () => {
    const codes = await Promise.all(
      [
        ask('{'),
        ask('{ viewer { nothing } }'),
        ask(ISSUE, {}),
        ask('query ($first: Int!) { bulkOperations(organization: "x", first: $first) { totalCount } }', { first: 'x' }),
        ask('query A { __typename } query B { __typename }'),
        ask('{ __schema { types { name } } }'),
      ].map(async (answer) => (await answer).errors[0]?.extensions),
    );
    expect(codes).toEqual([
      { code: 'GRAPHQL_PARSE_FAILED' },
      { code: 'GRAPHQL_VALIDATION_FAILED' },
      { code: 'BAD_USER_INPUT' },
      { code: 'BAD_USER_INPUT' },
      { code: 'OPERATION_RESOLUTION_FAILURE' },
      { code: 'GRAPHQL_VALIDATION_FAILED' },
    ]);
  });

  it.each([
    ['a field', '{ viewer { scope } }'],
    ['an argument', '{ bulkOperation(ids: "1") { id } }'],
    ['a type', 'query ($id: Id) { issue(id: $id) { id } }'],
    ['a fragment on a type', '{ viewer { ... on Viewr { scopes } } }'],
    ['an input field', 'mutation { bulkMutateIssues(ids: [], input: { stats: RESOLVED }) { userErrors { code } } }'],
    ['an enum value', 'mutation { bulkMutateIssues(ids: [], input: { status: RESOLVE }) { userErrors { code } } }'],
    ['a directive', '{ viewer @skipp(if: true) { scopes } }'],
    [
      'an enum value in a variable',
      'mutation ($input: BulkMutateIssuesInput!) { bulkMutateIssues(ids: [], input: $input) { userErrors { code } } }',
    ],
  ])('where the schema is not shown, names nothing in place of %s that does not exist', async (_, document) => {
    const { errors } = await ask(document, { id: '1', input: { status: 'RESOLVE' } });
    expect(errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toMatch(/did you mean|it can be|RESOLVED|"status\\"|scopes|"Viewer\\"\?/i);
  });

  it('of very many mistakes are the first 20 and that there are more', async () => {
    const fields = Array.from({ length: 300 }, (_, index) => `nothing${index}`).join(' ');
    expect((await ask(`{ viewer { ${fields} } }`)).errors).toHaveLength(21);
    const ids = Array.from({ length: 300 }, () => ({}));
    const document =
      'mutation ($ids: [ID!]) { bulkMutateIssues(ids: $ids, input: { status: RESOLVED }) { userErrors { code } } }';
    const { errors } = await ask(document, { ids });
    expect(errors).toHaveLength(21);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
  });

  it('of a fault in a subscription is one sentence too, and the next subscription is answered', async () => {
    const subscriber = new Subscriber(server, world.token.token);
    const follow = (): Followed<unknown> =>
      subscriber.follow('subscription { bulkOperationProgress(id: "1") { id state } }');
    await without('bulk_operations', async () => {
      const followed = follow();
      await until(() => followed.completed);
      expect(followed.errors.map(({ message, extensions: { code } }) => [code, message])).toEqual([
        ['INTERNAL_SERVER_ERROR', 'The server made a mistake. It has been recorded under the requestId of this error.'],
      ]);
      const requestId = followed.errors[0]?.extensions['requestId'];
      const line = server.log.find(({ msg, reqId }) => msg === 'fault' && reqId === requestId);
      expect(JSON.stringify(line)).toContain('relation \\"bulk_operations\\" does not exist');
    });
    const followed = follow();
    await until(() => followed.completed);
    expect(followed.errors.map(({ extensions: { code } }) => code)).toEqual(['NOT_FOUND']);
    await subscriber.close();
  });

  it('of a variable that is null inside a list is BAD_USER_INPUT', async () => {
    const organization = world.organization.slug;
    const { errors } = await ask(
      'query ($slug: String = "x", $organization: String!) { issues(organization: $organization, projects: [$slug]) { totalCount } }',
      { organization, slug: null },
    );
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('projects') as string,
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
