import pino from 'pino';
import { runServer, type RunningServer } from '../../../src/bootstrap/run-server';
import { readEnvironment } from '../../../src/config/environment';
import { buildGroup } from '../../support/build/group';
import { buildWorld, type World } from '../../support/build/world';
import { useOwnDatabase } from '../../support/own-database';
import { PostgresProxy } from '../../support/postgres-proxy';
import { until } from '../../support/until';

const database = useOwnDatabase('database_away');

let proxy: PostgresProxy;
let server: RunningServer;
let world: World;
beforeAll(async () => {
  proxy = await PostgresProxy.start(database.url);
  const environment = readEnvironment({ DATABASE_URL: proxy.url, PORT: '0', MUSTER_JOB_CONCURRENCY: '0' });
  server = await runServer(environment, pino({ level: 'silent' }));
  world = await buildWorld(database);
});
afterAll(async () => {
  await server?.stop();
  await proxy?.close();
});

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: {
    readonly data?: { readonly bulkMutateIssues: unknown } | null;
    readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
    readonly detail?: string;
    readonly status?: string;
  };
}

async function ask(path: string, body?: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${world.token.token}` };
  const response = await fetch(`${server.url}${path}`, {
    headers,
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: (await response.json()) as Answer['body'],
  };
}

const MUTATE = `mutation ($ids: [ID!]!, $options: BulkMutationOptionsInput) {
  bulkMutateIssues(ids: $ids, input: { priority: LOW }, options: $options) {
    operation { id counts { changed } } userErrors { code } } }`;
const mutate = (id: string, options: object = {}): Promise<Answer> =>
  ask('/graphql', { query: MUTATE, variables: { ids: [id], options } });
const changed = (answer: Answer): unknown => answer.body.data?.bulkMutateIssues;
const ONE_CHANGE = { operation: { id: expect.any(String) as string, counts: { changed: 1 } }, userErrors: [] };

async function build(): Promise<{ readonly id: string; readonly version: () => Promise<number | undefined> }> {
  const { id } = await buildGroup(database, { project: world.project, priority: 'HIGH' });
  const version = async (): Promise<number | undefined> => {
    const rows = await database.query<{ version: number }>(
      'select version from groups where organization_id = $1 and id = $2',
      [world.organization.id, id],
    );
    return rows[0]?.version;
  };
  return { id, version };
}

test('a change whose connection is lost before the commit is made on another', async () => {
  const { id, version } = await build();
  const held = proxy.hold('update-groups', 'request');
  const answer = mutate(id);
  (await held).drop();
  expect(changed(await answer)).toEqual(ONE_CHANGE);
  expect(await version()).toBe(2);
});

test('of a change whose connection is lost during the commit it is said that nobody knows, and its key tells', async () => {
  const { id, version } = await build();
  const held = proxy.hold('COMMIT', 'answer');
  const lost = mutate(id, { idempotencyKey: 'lost' });
  (await held).drop();
  expect(await lost).toMatchObject({
    status: 503,
    retryAfter: '1',
    body: { errors: [{ extensions: { code: 'OUTCOME_UNKNOWN' } }] },
  });
  expect(changed(await mutate(id, { idempotencyKey: 'lost' }))).toEqual(ONE_CHANGE);
  expect(await version()).toBe(2);
});

test('a read whose connection is lost is made on another', async () => {
  const { id } = await build();
  const held = proxy.hold('find-token-access', 'answer');
  const answer = ask('/graphql', { query: 'query ($id: ID!) { issue(id: $id) { id } }', variables: { id } });
  (await held).drop();
  expect(await answer).toMatchObject({ status: 200, body: { data: { issue: { id } } } });
});

test('after all connections were terminated, changes and reads go on', async () => {
  const { id, version } = await build();
  await database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name in ('muster-server', 'muster-listener')`,
  );
  expect(changed(await mutate(id))).toEqual(ONE_CHANGE);
  expect(await version()).toBe(2);
});

test('while there is no database the answer is 503 with retry-after, and afterwards everything is as before', async () => {
  const { id, version } = await build();
  const unavailable = { status: 503, retryAfter: '1' };
  await proxy.refuse(async () => {
    const [mutation, query, rest, ready] = await Promise.all([
      mutate(id),
      ask('/graphql', { query: '{ viewer { scopes } }' }),
      ask(`/api/0/organizations/${world.organization.slug}/issues/`),
      ask('/readyz'),
    ]);
    const errors = [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }];
    expect([mutation, query]).toMatchObject([
      { ...unavailable, body: { errors } },
      { ...unavailable, body: { errors } },
    ]);
    expect(rest).toMatchObject({
      ...unavailable,
      body: { detail: 'The database cannot be used now; send the request again later.' },
    });
    expect(ready).toMatchObject({ status: 503, body: { status: 'not ready' } });
    expect(JSON.stringify([mutation, rest])).not.toContain('ECONN');
  });
  await until(async () => (await ask('/readyz')).status === 200);
  expect(await version()).toBe(1);
  expect(changed(await mutate(id))).toEqual(ONE_CHANGE);
});
