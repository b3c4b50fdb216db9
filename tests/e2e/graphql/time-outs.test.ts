import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../src/persistence/data-source';
import { UnitOfWork } from '../../../src/persistence/unit-of-work';
import { buildGroup } from '../../support/build/group';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer, type GraphQLAnswer } from '../../support/http-server';
import { PostgresProxy } from '../../support/postgres-proxy';
import { useTestDatabase, type TestDatabase } from '../../support/test-database';
import { until } from '../../support/until';

/** Enough for a call that nobody stops, also where the machine is busy. */
const ANSWER_SECONDS = 4;
const ISSUE = 'query ($id: ID!) { issue(id: $id) { id status activity(first: 1) { totalCount } } }';
const RESOLVE = `mutation ($ids: [ID!], $key: String) {
  bulkMutateIssues(ids: $ids, input: { status: RESOLVED }, options: { idempotencyKey: $key }) {
    operation { id state outcomes { nodes { issueId status } } } userErrors { code }
  }
}`;

const database = useTestDatabase();
const proxied = {} as TestDatabase;
let proxy: PostgresProxy;
let dataSource: DataSource;
beforeAll(async () => {
  proxy = await PostgresProxy.start(database.url);
  dataSource = createDataSource({ url: proxy.url, poolSize: 5, applicationName: 'muster-slow' });
  await dataSource.initialize();
  Object.assign(proxied, database, { dataSource, unitOfWork: new UnitOfWork(dataSource) });
});
afterAll(async () => {
  await dataSource?.destroy();
  await proxy?.close();
});
const server = useHttpServer(proxied, { answerSeconds: ANSWER_SECONDS });

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

interface Resolved {
  readonly bulkMutateIssues: {
    readonly operation: { id: string; state: string; outcomes: { nodes: { status: string }[] } | null } | null;
    readonly userErrors: readonly { code: string }[];
  } | null;
}

const resolve = (id: string): Promise<GraphQLAnswer<Resolved>> =>
  server.graphql<Resolved>(RESOLVE, { ids: [id], key: `key-${id}` }, world.token.token);
const issue = async (): Promise<string> => (await buildGroup(database, { project: world.project })).id;
const statusOf = async (id: string): Promise<unknown> => (await server.graphql(ISSUE, { id }, world.token.token)).data;

const STOPPED = 'The request took too long and was stopped; ask for less at once.';
const CHANGED =
  'The request took too long and was stopped. What it has changed stays changed: ask for the rest, or send it again with its idempotency key.';

test('a query is stopped, and nothing more is asked for it', async () => {
  const id = await issue();
  const held = proxy.hold('read-issue-details', 'answer');
  const asked = await proxy.sent(async () => {
    const { status, data, errors, requestId } = await server.graphql(ISSUE, { id }, world.token.token);
    expect({ status, data }).toEqual({ status: 200, data: { issue: null } });
    expect(errors).toEqual([
      expect.objectContaining({ message: STOPPED, path: ['issue'], extensions: { code: 'QUERY_TIMEOUT', requestId } }),
    ]);
    expect(server.log.filter(({ msg, reqId }) => msg === 'fault' && reqId === requestId)).toHaveLength(1);
    (await held).release();
  });
  const askedOtherwise = await proxy.sent(async () => {
    expect(await statusOf(id)).toMatchObject({ issue: { id, status: 'UNRESOLVED' } });
  });
  expect(asked.at(-1)?.label).toBe('read-issue-details');
  expect(askedOtherwise.slice(0, asked.length)).toMatchObject(asked.map(({ label }) => ({ label })));
  expect(askedOtherwise.length).toBeGreaterThan(asked.length);
});

test('a query whose client has hung up is stopped all the same', async () => {
  const id = await issue();
  const held = proxy.hold('read-issue-details', 'answer');
  const client = new AbortController();
  const faults = (): number => server.log.filter(({ msg }) => msg === 'fault').length;
  const before = faults();
  const asked = await proxy.sent(async () => {
    const answering = fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${world.token.token}` },
      body: JSON.stringify({ query: ISSUE, variables: { id } }),
      signal: client.signal,
    });
    const { release } = await held;
    client.abort();
    await expect(answering).rejects.toThrow('aborted');
    await until(() => faults() > before);
    release();
  });
  expect(asked.at(-1)?.label).toBe('read-issue-details');
});

test('a mutation that has not committed is rolled back, and can be sent again with its key', async () => {
  const id = await issue();
  const held = proxy.hold('update-groups', 'answer');
  const { data, errors } = await resolve(id);
  expect(data).toEqual({});
  expect(errors.map(({ message, extensions: { code } }) => [code, message])).toEqual([['QUERY_TIMEOUT', STOPPED]]);
  expect(await statusOf(id)).toMatchObject({ issue: { status: 'UNRESOLVED' } });
  (await held).release();
  const again = await resolve(id);
  expect(again.data.bulkMutateIssues).toMatchObject({
    operation: { state: 'COMPLETED', outcomes: { nodes: [{ status: 'CHANGED' }] } },
    userErrors: [],
  });
});

test('a mutation whose commit is under way is waited for, and reported as it went', async () => {
  const id = await issue();
  const held = proxy.hold('COMMIT', 'answer');
  const answering = resolve(id);
  const commit = await held;
  // Answered meanwhile, since it has less to do, but not before its own time is over.
  const other = proxy.hold('read-issue-details', 'answer');
  const stopped = await server.graphql(ISSUE, { id }, world.token.token);
  expect(stopped.errors[0]?.extensions.code).toBe('QUERY_TIMEOUT');
  (await other).release();
  commit.release();
  const { data, errors } = await answering;
  expect(data).toEqual({ bulkMutateIssues: { operation: null, userErrors: [] } });
  expect(errors.map(({ message, extensions: { code } }) => [code, message])).toEqual([['QUERY_TIMEOUT', CHANGED]]);
  const again = await resolve(id);
  expect(again.data.bulkMutateIssues).toMatchObject({
    operation: { state: 'COMPLETED', outcomes: { nodes: [{ status: 'CHANGED' }] } },
    userErrors: [],
  });
  expect(
    await database.query('select from bulk_operations where organization_id = $1', [world.organization.id]),
  ).toHaveLength(1);
});

test('a route of the REST API is stopped as well', async () => {
  const id = await issue();
  const held = proxy.hold('read-issue-details', 'answer');
  const response = await fetch(`${server.url}/api/0/organizations/${world.organization.slug}/issues/${id}/`, {
    headers: { authorization: `Bearer ${world.token.token}` },
  });
  expect([response.status, await response.json()]).toEqual([
    504,
    { detail: STOPPED, requestId: expect.any(String) as string },
  ]);
  (await held).release();
});
