import pino from 'pino';
import { runServer, type RunningServer } from '../../../src/bootstrap/run-server';
import { readEnvironment } from '../../../src/config/environment';
import { buildWorld, type World } from '../../support/build/world';
import { useOwnDatabase } from '../../support/own-database';
import { PostgresProxy } from '../../support/postgres-proxy';

const database = useOwnDatabase('operations');

let proxy: PostgresProxy;
let server: RunningServer;
let world: World;
beforeAll(async () => {
  proxy = await PostgresProxy.start(database.url);
  const environment = readEnvironment({
    DATABASE_URL: proxy.url,
    PORT: '0',
    DATABASE_POOL_SIZE: '1',
    DATABASE_POOL_QUEUE: '1',
    MUSTER_JOB_CONCURRENCY: '0',
  });
  server = await runServer(environment, pino({ level: 'silent' }));
  world = await buildWorld(database);
});
afterAll(async () => {
  await server?.stop();
});

async function ask(
  query = '{ viewer { scopes } }',
): Promise<{ status: number; retryAfter: string | null; body: unknown }> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${world.token.token}` },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() };
}

test('/readyz tells that requests can be answered, and how late the jobs are', async () => {
  const response = await fetch(`${server.url}/readyz`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    status: 'ready',
    database: 'ok',
    migrations: 'ok',
    workers: 'ok',
    workerLagSeconds: expect.any(Number) as number,
  });
});

test('/metrics shows requests by route, mutations by result, the pool and the queue', async () => {
  await ask('mutation { bulkMutateIssues(ids: [], input: { status: RESOLVED }) { userErrors { code } } }');
  await ask('mutation { bulkMutateIssues(ids: [], input: { status: RESOLVED, inbox: true }) { userErrors { code } } }');
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const value = (name: string): number =>
    Number(new RegExp(`^${name.replaceAll(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1]);
  expect(
    value('muster_http_request_duration_seconds_count{route="/graphql",method="POST",status="200"}'),
  ).toBeGreaterThanOrEqual(2);
  expect(value('muster_use_case_duration_seconds_count{useCase="bulkMutateIssues",result="done"}')).toBe(1);
  expect(value('muster_use_case_duration_seconds_count{useCase="bulkMutateIssues",result="refused"}')).toBe(1);
  expect(value('muster_pool_connections_open')).toBe(1);
  expect(value('muster_pool_requests_waiting')).toBe(0);
  expect(value('muster_jobs_due')).toBeGreaterThanOrEqual(0);
  expect(value('muster_operations_unfinished')).toBe(0);
  // What waits for webhooks and mail: the server of this test runs no jobs.
  expect(value('muster_outbox_messages_waiting')).toBeGreaterThanOrEqual(1);
  for (const name of ['webhook_deliveries_pending', 'webhook_deliveries_dead', 'mails_pending', 'mails_dead'])
    expect(value(`muster_${name}`)).toBe(0);
  expect(value('nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
});

test('what would wait behind a full queue for the database is answered 503 at once, with retry-after', async () => {
  const held = proxy.hold('find-token-access', 'answer');
  const first = ask();
  await held;
  const waiting: Promise<unknown>[] = [first];
  let refused: unknown = null;
  while (refused === null && waiting.length < 50) {
    waiting.push(ask());
    // Nobody else is answered as long as the first one stands.
    refused = await Promise.race([...waiting, new Promise<null>((resolve) => setTimeout(resolve, 200, null))]);
  }
  expect(refused).toEqual({
    status: 503,
    retryAfter: '1',
    body: {
      errors: [
        {
          message: 'The server has more requests than it can answer in time; send this one again later.',
          extensions: { code: 'OVERLOADED' },
        },
      ],
    },
  });
  (await held).release();
  await Promise.all(waiting);
  expect((await ask()).status).toBe(200);
});

test('without the database /readyz is 503 and tells no more than that; /healthz, /metrics and the process stay', async () => {
  await proxy.close();
  const response = await fetch(`${server.url}/readyz`);
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ status: 'not ready', database: 'not available' });
  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' });
  expect(await (await fetch(`${server.url}/metrics`)).text()).toContain('muster_pool_connections_open 0');
});
