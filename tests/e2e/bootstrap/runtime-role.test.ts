import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { Client } from 'pg';
import { openDatabase } from '../../../src/bootstrap/database';
import { runServer, type RunningServer } from '../../../src/bootstrap/run-server';
import { migrateCommand } from '../../../src/cli/migrate.command';
import { readEnvironment, type Environment } from '../../../src/config/environment';
import { createEventPartitions } from '../../../src/persistence/event-partitions';
import { buildWorld, type World } from '../../support/build/world';
import { useOwnDatabase } from '../../support/own-database';
import { until } from '../../support/until';

const database = useOwnDatabase('runtime_role');
const ROLE = `muster_runtime_${process.pid}`;
const OLD_DAY = '2001-01-01';
const logger = pino({ level: 'silent' });

let environment: Environment;
let server: RunningServer;
let world: World;

/** The database as the runtime role. */
function runtimeUrl(): string {
  const url = new URL(database.url);
  url.username = ROLE;
  url.password = 'secret';
  return url.toString();
}

async function grant(): Promise<void> {
  const context = { logger, print: () => undefined, remark: () => undefined };
  await migrateCommand.run(
    { 'runtime-role': ROLE },
    { ...context, environment: readEnvironment({ DATABASE_URL: database.url }) },
  );
}

beforeAll(async () => {
  await database.query(`create role ${ROLE} login password 'secret'`);
  await grant();
  world = await buildWorld(database);
  environment = readEnvironment({ DATABASE_URL: runtimeUrl(), PORT: '0', MUSTER_JOB_CONCURRENCY: '2' });
  // As long ago: the server must make the partitions of the coming days itself.
  await database.query(
    `do $$ declare name text; begin for name in select relname from pg_class where relname ~ '^events_[0-9]{8}$' loop
       execute 'drop table ' || name; end loop; end $$`,
  );
  server = await runServer(environment, logger);
});
afterAll(async () => {
  await server?.stop();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(`drop owned by ${ROLE}; drop role ${ROLE}`);
  await client.end();
});

async function ask(query: string, variables: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${world.token.token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

const partitions = (name: string): Promise<{ owner: string }[]> =>
  database.query(`select relowner::regrole::text as owner from pg_class where relname like $1 and relkind = 'r'`, [
    name,
  ]);
const jobsLeft = (name: string): Promise<unknown[]> =>
  database.query('select from graphile_worker.jobs where task_identifier = $1', [name]);

test('a server whose role owns nothing takes events, changes and finds issues, and runs every job of the night', async () => {
  const { id, publicKey } = world.project;
  const sent = await fetch(`${server.url}/api/${id}/store/?sentry_key=${publicKey}`, {
    method: 'POST',
    body: JSON.stringify({ event_id: randomUUID().replaceAll('-', ''), message: 'disk is full' }),
  });
  expect([sent.status, await sent.text()]).toEqual([200, expect.stringContaining('id')]);
  const found = await ask('query ($o: String!) { issues(organization: $o, query: "disk") { edges { node { id } } } }', {
    o: world.organization.slug,
  });
  const [{ node }] = (found['issues'] as { edges: [{ node: { id: string } }] }).edges;
  const mutation = (status: string, mode: string): Promise<unknown> =>
    ask(
      `mutation ($ids: [ID!]!, $status: IssueStatusUpdate!, $mode: BulkExecutionMode!) {
        bulkMutateIssues(ids: $ids, input: { status: $status }, options: { mode: $mode }) { userErrors { code } } }`,
      { ids: [node.id], status, mode },
    );
  expect(await mutation('RESOLVED', 'SYNC')).toEqual({ bulkMutateIssues: { userErrors: [] } });
  await mutation('UNRESOLVED', 'ASYNC');
  await until(async () => {
    const rows = await database.query(`select from groups where organization_id = $1 and status = 'UNRESOLVED'`, [
      world.organization.id,
    ]);
    return rows.length === 1;
  });
  const [made] = await partitions(`events_${new Date().toISOString().slice(0, 10).replaceAll('-', '')}`);
  expect(made?.owner).not.toBe(ROLE);
  await database.unitOfWork.transaction((tx) => createEventPartitions(tx, [OLD_DAY]));
  const nightly = ['drop-old-events', 'clean-up', 'clean-up-inboxes', 'refresh-forecasts', 'keep-event-partitions'];
  for (const name of nightly) await database.query('select graphile_worker.add_job($1)', [name]);
  for (const name of nightly) await until(async () => (await jobsLeft(name)).length === 0);
  expect(await partitions('events_20010101')).toEqual([]);
});

test.each([
  'drop table groups',
  'alter table groups add column more text',
  'truncate groups',
  'create table mine (id int)',
  'create index on groups (title)',
  'drop table events_default',
  'drop schema graphile_worker cascade',
  'create role other',
  'delete from migrations',
  `select pg_read_file('/etc/hostname')`,
])('the role may not: %s', async (text) => {
  const client = new Client({ connectionString: runtimeUrl() });
  await client.connect();
  const [tried] = await Promise.allSettled([client.query(text)]);
  await client.end();
  expect(tried).toMatchObject({ status: 'rejected', reason: { code: '42501' } });
});

test('a role that was told of nothing is refused with what to do', async () => {
  await database.query(`delete from migrations where timestamp = (select max(timestamp) from migrations)`);
  await expect(openDatabase(environment)).rejects.toThrow('run "muster migrate" as the owner of the tables');
});
