import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { clusterIn } from '../../../src/bootstrap/embedded-postgres/cluster';
import { EmbeddedPostgres, THROWAWAY_SETTINGS } from '../../../src/bootstrap/embedded-postgres/embedded-postgres';
import { sharedPlace } from '../../../src/bootstrap/embedded-postgres/folders';
import { findPostmaster } from '../../../src/bootstrap/embedded-postgres/postmaster';
import { DatabaseProcess } from '../../support/database-process';

/** Shared by the tests, as a first start takes its time; those about a first start take a new one. */
let folder: string;
const folders: string[] = [];
const processes: DatabaseProcess[] = [];

async function newFolder(): Promise<string> {
  const made = await mkdtemp(join(sharedPlace(), 'muster-test-'));
  await chmod(made, 0o711);
  folders.push(made);
  return made;
}

beforeAll(async () => {
  folder = await newFolder();
});

afterEach(async () => {
  await Promise.all(processes.splice(0).map((process) => process.kill()));
  // Joining and leaving stops what killed processes left running.
  for (const dataFolder of folders) {
    if (findPostmaster(clusterIn(dataFolder))) await (await EmbeddedPostgres.start({ dataFolder })).stop();
  }
});

afterAll(async () => {
  for (const made of folders) await rm(made, { recursive: true, force: true, maxRetries: 10 });
});

async function openProcess(dataFolder = folder): Promise<DatabaseProcess> {
  const process = await DatabaseProcess.open({ MUSTER_DATA_DIR: dataFolder });
  processes.push(process);
  return process;
}

async function query<Row>({ url }: { url: string }, text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}

const addOrganization = (to: DatabaseProcess, slug: string): Promise<unknown> =>
  query(to, `insert into organizations (slug, name) values ('${slug}', '${slug}')`);

const organizations = async (of: DatabaseProcess): Promise<string[]> =>
  (await query<{ slug: string }>(of, 'select slug from organizations order by slug')).map(({ slug }) => slug);

/** Whether the server answers; its process id would also be there while nobody has waited for its end. */
const runs = ({ url }: { url: string }): Promise<boolean> =>
  query({ url }, 'select 1').then(
    () => true,
    () => false,
  );

const serverPid = (): number => findPostmaster(clusterIn(folder))?.pid ?? 0;

describe('the database that starts by itself', () => {
  test('starts on an empty folder: migrated, durable, UTF8, on loopback, with its password kept to its owner', async () => {
    const first = await openProcess();

    expect(await organizations(first)).toEqual([]);
    const settings = await query<{ name: string; setting: string }>(
      first,
      `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'listen_addresses',
         'password_encryption', 'server_encoding', 'synchronous_commit', 'unix_socket_directories')`,
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      listen_addresses: '127.0.0.1',
      password_encryption: 'scram-sha-256',
      server_encoding: 'UTF8',
      synchronous_commit: 'on',
      unix_socket_directories: '',
    });
    expect((await stat(clusterIn(folder).passwordFile)).mode & 0o777).toBe(0o600);
    const url = new URL(first.url);
    url.password = 'guessed';
    await expect(query({ url: url.toString() }, 'select 1')).rejects.toThrow('password authentication failed');
  });

  test('is stopped by the only process that uses it, and has its data when it starts again', async () => {
    const first = await openProcess();
    await addOrganization(first, 'again');
    await first.close();
    expect(await runs(first)).toBe(false);

    const again = await openProcess();
    expect(await organizations(again)).toContain('again');
  });

  test('is joined by others, outlives one that is killed and the one that started it, and is stopped by the last', async () => {
    const first = await openProcess();
    await addOrganization(first, 'joined');
    const [second, killed] = await Promise.all([openProcess(), openProcess()]);
    expect([second.url, killed.url]).toEqual([first.url, first.url]);

    await killed.kill();
    await first.close();
    expect(await organizations(second)).toContain('joined');

    await second.close();
    expect(await runs(second)).toBe(false);
  });

  test('is adopted with its data after the process that started it was killed, and then stopped', async () => {
    const first = await openProcess();
    await addOrganization(first, 'adopted');
    const pid = serverPid();
    await first.kill();
    expect(await runs(first)).toBe(true);

    const second = await openProcess();
    expect(serverPid()).toBe(pid);
    expect(await organizations(second)).toContain('adopted');
    await second.close();
    expect(await runs(first)).toBe(false);
  });

  test('is one server for two processes that start at the same moment on an empty folder', async () => {
    const empty = await newFolder();
    const opened = await Promise.all([openProcess(empty), openProcess(empty)]);
    expect(new Set(opened.map(({ url }) => url)).size).toBe(1);
    await Promise.all(opened.map((process) => process.close()));
    expect(await runs(opened[0])).toBe(false);
  });

  test('comes back after the server itself was killed', async () => {
    const first = await openProcess();
    await addOrganization(first, 'killed');
    process.kill(serverPid(), 'SIGKILL');
    await first.kill();
    expect(await organizations(await openProcess())).toContain('killed');
  });
});

describe('one process that uses it twice', () => {
  const start = (): Promise<EmbeddedPostgres> =>
    EmbeddedPostgres.start({ dataFolder: folder, settings: THROWAWAY_SETTINGS });

  test('passes its settings to the server that it starts', async () => {
    const server = await start();
    expect(await query({ url: server.url('postgres') }, 'show fsync')).toEqual([{ fsync: 'off' }]);
    await server.stop();
  });

  test('can leave and come at the same time', async () => {
    let current = await start();
    for (let round = 0; round < 5; round += 1) {
      const [next] = await Promise.all([start(), current.stop()]);
      expect(await query({ url: next.url('postgres') }, 'select 1 as one')).toEqual([{ one: 1 }]);
      current = next;
    }
    await current.stop();
  });

  test('still counts after a crash of the backends closed every connection', async () => {
    const [staying, leaving] = [await start(), await start()];
    const [backend] = await query<{ pid: number }>(
      { url: staying.url('postgres') },
      `select pid from pg_stat_activity where application_name = 'muster-presence'`,
    );
    process.kill(backend?.pid ?? 0, 'SIGKILL');
    await marksOn(staying, 2);

    await leaving.stop();
    expect(await runs({ url: staying.url('postgres') })).toBe(true);
    await staying.stop();
    expect(await runs({ url: staying.url('postgres') })).toBe(false);
  });

  test('says what the server said where it cannot start', async () => {
    const server = await start();
    await server.stop();
    await rm(join(clusterIn(folder).data, 'global', 'pg_control'));
    await expect(start()).rejects.toThrow(/could not find the database system[^]*DATABASE_URL/);
    expect(readFileSync(clusterIn(folder).log, 'utf8')).toContain('could not find the database system');
  });
});

/** Waits until the server has come back and shows so many users. */
async function marksOn(server: EmbeddedPostgres, expected: number): Promise<void> {
  for (;;) {
    const rows = await query<{ marks: number }>(
      { url: server.url('postgres') },
      `select count(*)::int as marks from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and granted`,
    ).catch(() => []);
    if (rows[0]?.marks === expected) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
