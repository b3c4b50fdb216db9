import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { sharedPlace } from '../../src/bootstrap/embedded-postgres/folders';
import { buildWorld, type World } from '../support/build/world';
import { catalogOf } from '../support/catalog';
import { databaseUrl } from '../support/database-url';
import { BALANCE, BALANCED } from '../support/fire/balance';
import { Traffic } from '../support/fire/traffic';
import { orphansOf } from '../support/orphans';
import { useOwnDatabase } from '../support/own-database';
import { ServerProcess } from '../support/server-process';

const run = promisify(execFile);
const database = useOwnDatabase('backup');
const FINGERPRINTS = Array.from({ length: 40 }, (_, index) => `backup-${index}`);
const servers: ServerProcess[] = [];
const folder = mkdtempSync(join(tmpdir(), 'muster-backup-'));
afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  rmSync(folder, { recursive: true, force: true });
});

async function serve(url: string, environment: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await ServerProcess.start(url, { LOG_LEVEL: 'info', ...environment });
  servers.push(server);
  return server;
}

async function sendEvent(server: ServerProcess, dsn: { project: string; key: string }, event: object): Promise<void> {
  const response = await fetch(`${server.url}/api/${dsn.project}/store/?sentry_key=${dsn.key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });
  expect([response.status, await response.json()]).toEqual([200, { id: expect.any(String) as string }]);
}

/** Who asks which server. */
type Caller = readonly [server: ServerProcess, token: string];

async function ask<Data>([server, token]: Caller, document: string, variables = {}): Promise<Data> {
  const answer = (await server.graphql(document, variables, token)) as { data: Data; errors?: unknown };
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

const MUTATE = `mutation ($ids: [ID!], $options: BulkMutationOptionsInput) {
  bulkMutateIssues(ids: $ids, input: { priority: LOW }, options: $options) {
    operation { id state counts { changed } } userErrors { code } } }`;

interface Mutated {
  readonly bulkMutateIssues: { readonly operation: { readonly id: string; readonly state: string } | null };
}

/** Identity columns whose sequence is behind the rows: the next insert would fail. */
const BEHIND = `
  select c.table_name as name from information_schema.columns c
  join pg_sequences s on s.schemaname = 'public'
    and format('public.%I', s.sequencename) = pg_get_serial_sequence(format('public.%I', c.table_name), c.column_name)
  where c.table_schema = 'public' and c.is_identity = 'YES' and coalesce(s.last_value, 0) < coalesce(
    (xpath('/row/highest/text()', query_to_xml(
      format('select max(%I) as highest from %I', c.column_name, c.table_name), false, true, '')))[1]::text::bigint, 0)`;

async function withRows<T>(url: string, look: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return look(client).finally(() => client.end());
}

/** A dump of a database that is written to, in a new one. */
async function dumpAndRestore(): Promise<string> {
  const file = join(folder, 'muster.dump');
  await run('pg_dump', ['--format=custom', `--file=${file}`, database.url]);
  const name = `${process.env['MUSTER_TEST_RUN']}_restored`;
  await database.query(`create database ${name}`);
  const url = databaseUrl(name);
  await run('pg_restore', ['--exit-on-error', '--no-owner', `--dbname=${url}`, file]);
  return url;
}

/** What was true before the dump, and how all that belongs together. */
async function expectWhole(url: string, world: World, accepted: readonly string[]): Promise<void> {
  const catalog = await catalogOf(database);
  await withRows(url, async (client) => {
    const query = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
      (await client.query(text, [...values])).rows as Row[];
    expect(await catalogOf({ query })).toEqual(catalog);
    const lost = await query(
      `select id from unnest($1::uuid[]) as accepted (id) where not exists (select from events where event_id = id)`,
      [accepted],
    );
    expect(lost).toEqual([]);
    const balances = await query(BALANCE, [world.organization.id]);
    expect(balances.length).toBeGreaterThan(FINGERPRINTS.length);
    expect(balances).toEqual(balances.map(() => BALANCED));
    expect(await orphansOf({ query }, world.organization.id)).toEqual([]);
    expect(await query(BEHIND)).toEqual([]);
    const [trigrams] = await query(`select count(*)::int as n from pg_extension where extname = 'pg_trgm'`);
    expect(trigrams).toEqual({ n: 1 });
  });
}

it('a dump that was taken under load is restored whole, and a server goes on with it where it stood', async () => {
  const world = await buildWorld(database);
  const { token } = world.token;
  // Jobs stay in the queue, as those do that a dump finds.
  const server = await serve(database.url, { MUSTER_JOB_CONCURRENCY: '0' });
  const dsn = { project: world.project.id, key: world.project.publicKey };
  await sendEvent(server, dsn, { fingerprint: ['text'], message: 'payment failed at checkout' });
  const traffic = new Traffic({ url: () => server.url }, world);
  const senders = [0, 1, 2].map((sender) => traffic.sendEvents(FINGERPRINTS, sender));
  while (traffic.accepted.length < 200) await delay(20);
  const issues = await database.query<{ id: string }>('select id from groups where organization_id = $1', [
    world.organization.id,
  ]);
  const ids = issues.map(({ id }) => id);
  const mutations = traffic.mutate(ids, [{ status: 'RESOLVED' }, { status: 'UNRESOLVED', priority: 'HIGH' }]);
  const queued = await ask<Mutated>([server, token], MUTATE, { ids, options: { mode: 'ASYNC' } });
  const operation = queued.bulkMutateIssues.operation;
  expect(operation?.state).toBe('PENDING');

  const accepted = [...traffic.accepted];
  const url = await dumpAndRestore();
  traffic.end();
  await Promise.all([...senders, mutations]);
  expect(traffic.surprises).toEqual([]);
  expect(traffic.accepted.length).toBeGreaterThan(accepted.length);
  await expectWhole(url, world, accepted);

  const restored = await serve(url);
  const OPERATION = `query ($id: ID!) { bulkOperation(id: $id) { state counts { requested pending } } }`;
  let found: unknown;
  for (const end = Date.now() + 60_000; Date.now() < end; await delay(100)) {
    found = (await ask<Record<string, unknown>>([restored, token], OPERATION, { id: operation?.id }))['bulkOperation'];
    if ((found as { state: string }).state === 'COMPLETED') break;
  }
  expect(found).toEqual({ state: 'COMPLETED', counts: { requested: ids.length, pending: 0 } });
  await sendEvent(restored, dsn, { fingerprint: ['after'], message: 'after the restore' });
  const SEARCH = `query ($o: String!, $q: String!) { issues(organization: $o, query: $q) { totalCount } }`;
  for (const q of ['"payment failed"', '"after the restore"']) {
    expect(await ask([restored, token], SEARCH, { o: world.organization.slug, q })).toEqual({
      issues: { totalCount: 1 },
    });
  }
  expect(await restored.stop()).toBe(0);
});

it('the folder of the embedded PostgreSQL is packed while nobody runs, and unpacked at its place', async () => {
  const data = await mkdtemp(join(sharedPlace(), 'muster-backup-'));
  await chmod(data, 0o711);
  const environment = { MUSTER_DATA_DIR: data, MUSTER_PUBLIC_URL: 'http://127.0.0.1' };
  const ran = await run(
    process.execPath,
    [
      '-r',
      '@swc-node/register',
      'src/cli/muster.ts',
      'bootstrap',
      '--org=acme',
      '--project=api',
      '--email=a@example.com',
      '--json',
    ],
    { env: { ...process.env, DATABASE_URL: '', ...environment } },
  );
  const { token, dsn } = JSON.parse(ran.stdout) as { token: string; dsn: string };
  const { username: key, pathname } = new URL(dsn);
  const server = await serve('', environment);
  await sendEvent(server, { project: pathname.slice(1), key }, { message: 'kept in the archive' });
  expect(await server.stop()).toBe(0);

  const archive = join(folder, 'muster-backup.tgz');
  await run('tar', ['-C', data, '-czpf', archive, 'postgres']);
  await rm(join(data, 'postgres'), { recursive: true });
  await run('tar', ['-C', data, '-xzpf', archive]);

  const restored = await serve('', environment);
  const found = await ask(
    [restored, token],
    '{ issues(organization: "acme", query: "kept in the archive") { totalCount } }',
  );
  expect(found).toEqual({ issues: { totalCount: 1 } });
  expect(await restored.stop()).toBe(0);
  await rm(data, { recursive: true, force: true });
});
