import pino from 'pino';
import { runServer, type RunningServer } from '../../src/bootstrap/run-server';
import { readEnvironment } from '../../src/config/environment';
import { buildGroups } from '../support/build/group';
import { buildWorld } from '../support/build/world';
import { useOwnDatabase } from '../support/own-database';
import { PgBouncer } from '../support/pgbouncer';
import { readAfterTimeOut } from '../support/read-after-time-out';

const database = useOwnDatabase('pgbouncer');
const CLIENTS = 12;
const ISSUES = 200;

interface Payload {
  readonly operation: { readonly counts: { readonly changed: number } } | null;
  readonly userErrors: readonly unknown[];
}

let server: RunningServer;
let bouncer: PgBouncer;
beforeAll(async () => {
  bouncer = await PgBouncer.start(database.url);
  const environment = readEnvironment({
    DATABASE_URL: bouncer.url(new URL(database.url).pathname.slice(1)),
    DATABASE_DIRECT_URL: database.url,
    PORT: '0',
  });
  server = await runServer(environment, pino({ level: 'silent' }));
});
afterAll(async () => {
  await server?.stop();
  await bouncer?.stop();
});

test('behind pgbouncer in transaction mode calls, searches and jobs run, also many at a time', async () => {
  const world = await buildWorld(database);
  const groups = await buildGroups(database, ISSUES, { project: world.project });
  const ids = groups.map(({ id }) => id);
  const ask = async (query: string, variables: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${world.token.token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  };
  const MUTATE = `mutation ($ids: [ID!], $input: BulkMutateIssuesInput!) {
    bulkMutateIssues(ids: $ids, input: $input) { operation { counts { requested changed unchanged } } userErrors { code } } }`;
  const answers = await Promise.all(
    Array.from({ length: CLIENTS }, (_, index) =>
      ask(MUTATE, { ids, input: { priority: index % 2 === 0 ? 'HIGH' : 'LOW', inbox: false } }),
    ),
  );
  const payloads = answers.map(({ bulkMutateIssues }) => bulkMutateIssues as Payload);
  expect(payloads.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  const changes = payloads.reduce((sum, { operation }) => sum + (operation?.counts.changed ?? 0), 0);
  const [{ version }] = (await database.query<{ version: number }>(
    'select version from groups where organization_id = $1 and id = $2',
    [world.organization.id, ids[0]],
  )) as [{ version: number }];
  // Each change of an issue is one version, and nothing else is.
  expect(version).toBe(1 + changes / ISSUES);
  const found = await ask(`query ($o: String!) { issues(organization: $o, query: "is:unresolved") { totalCount } }`, {
    o: world.organization.slug,
  });
  expect(found).toEqual({ issues: { totalCount: ISSUES } });
  const asynchronous = await ask(
    `mutation ($ids: [ID!]) { bulkMutateIssues(ids: $ids, input: { status: RESOLVED }, options: { mode: ASYNC }) { operation { id } userErrors { code } } }`,
    { ids },
  );
  const { operation } = asynchronous['bulkMutateIssues'] as { operation: { id: string } };
  const deadline = Date.now() + 60_000;
  let state: unknown;
  do {
    const polled = await ask(`query ($id: ID!) { bulkOperation(id: $id) { state counts { changed } } }`, {
      id: operation.id,
    });
    state = polled['bulkOperation'];
  } while ((state as { state: string }).state !== 'COMPLETED' && Date.now() < deadline);
  expect(state).toEqual({ state: 'COMPLETED', counts: { changed: ISSUES } });
});

test('what runs through it when the time of its request ends is cancelled', async () => {
  const url = bouncer.url(new URL(database.url).pathname.slice(1));
  expect(await readAfterTimeOut({ url, pooled: true })).toEqual(['TimeOutError', [{ one: 1 }]]);
});
