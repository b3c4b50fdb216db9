import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import pino from 'pino';
import type { DataSource } from 'typeorm';
import { openDatabase } from '../../../src/bootstrap/database';
import { runServer } from '../../../src/bootstrap/run-server';
import { readEnvironment } from '../../../src/config/environment';
import { createDataSource } from '../../../src/persistence/data-source';
import { migrate } from '../../../src/persistence/migrate';
import { MIGRATIONS } from '../../../migrations/migrations';
import { useTestDatabase } from '../../support/test-database';
import { databaseUrl } from '../../support/database-url';
import { OneAtATimePooler } from '../../support/one-at-a-time-pooler';
import { migrateInPart } from '../../support/older-database';
import { until } from '../../support/until';

const database = useTestDatabase();

const open = (url: string): ReturnType<typeof openDatabase> => openDatabase(readEnvironment({ DATABASE_URL: url }));

/** A database without tables, for as long as `use` takes. */
async function withEmptyDatabase(use: (url: string) => Promise<void>): Promise<void> {
  const name = `${process.env['MUSTER_TEST_RUN']}_empty_${process.env['JEST_WORKER_ID']}`;
  await database.query(`create database ${name}`);
  try {
    await use(databaseUrl(name));
  } finally {
    await database.query(`drop database ${name} with (force)`);
  }
}

/** A database as a version left it that had only the first migrations. */
async function withOlderDatabase(migrations: number, use: (source: DataSource) => Promise<void>): Promise<void> {
  await withEmptyDatabase(async (url) => {
    const source = await migrateInPart(url, migrations);
    await use(source).finally(() => source.destroy());
  });
}

describe('openDatabase', () => {
  test('uses DATABASE_URL and brings it up to date', async () => {
    await withEmptyDatabase(async (url) => {
      const opened = await open(url);
      expect(opened).toMatchObject({ url, embedded: false });
      expect(await opened.dataSource.query('select count(*)::int as n from organizations')).toEqual([{ n: 0 }]);
      await opened.close();
      await opened.close();
    });
  });

  test('leaves the tables alone where it is told to', async () => {
    await withEmptyDatabase(async (url) => {
      const opened = await openDatabase(readEnvironment({ DATABASE_URL: url }), { migrate: false });
      expect(await opened.dataSource.query(`select to_regclass('organizations') as found`)).toEqual([{ found: null }]);
      await opened.close();
    });
  });

  test('refuses a pooler that would have statements wait for ever, and says why', async () => {
    const pooler = await OneAtATimePooler.start(database.url);
    const through = readEnvironment({ DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: database.url });
    await expect(openDatabase(through)).rejects.toThrow(/cannot be used: the pooler .* on their way at once/);
    await pooler.stop();
  });

  test.each([
    ['nobody listens', 'postgres://someone:s3cr3t@127.0.0.1:1/app', /database app at 127\.0\.0\.1:1 .*ECONNREFUSED/],
    [
      'the host is unknown',
      'postgres://someone:s3cr3t@nowhere.invalid/app',
      /app at nowhere\.invalid:5432 .*(ENOTFOUND|EAI_AGAIN)/,
    ],
  ])('names the database but not its password where %s', async (_, url, message) => {
    const error: unknown = await open(url).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toMatch(message);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error)).not.toContain('s3cr3t');
  });

  test('names a database that does not exist', async () => {
    await expect(open(databaseUrl('no_such_database'))).rejects.toThrow('"no_such_database" does not exist');
  });
});

describe('migrate', () => {
  test('runs each migration once where five servers start together', async () => {
    await withEmptyDatabase(async (url) => {
      const sources = Array.from({ length: 5 }, (_, index) =>
        createDataSource({ url, poolSize: 1, applicationName: `muster-test-${index}` }),
      );
      await Promise.all(sources.map((source) => source.initialize()));
      const ran = await Promise.all(sources.map(migrate));
      expect(ran.flat()).toEqual(MIGRATIONS.map(({ name }) => name));
      await Promise.all(sources.map((source) => source.destroy()));
    });
  });

  test('waits longer than a read or a lock may take', async () => {
    const source = createDataSource({
      url: database.url,
      poolSize: 1,
      applicationName: 'muster',
      readTimeoutMs: 1_000,
    });
    await source.initialize();
    const blocker = database.dataSource.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query('lock table migrations in access exclusive mode');
    const ran = migrate(source);
    await blocker.query('select pg_sleep(1.5)');
    await blocker.rollbackTransaction();
    await blocker.release();
    expect(await ran).toEqual([]);
    await expect(source.query('select pg_sleep(60)')).rejects.toThrow('statement timeout');
    await source.destroy();
  });

  test('lets the others go on after one failed', async () => {
    await withEmptyDatabase(async (url) => {
      const source = createDataSource({ url, poolSize: 1, applicationName: 'muster-test' });
      await source.initialize();
      await source.query('create table users ()');
      await expect(migrate(source)).rejects.toThrow('already exists');
      await source.query('drop table users');
      expect(await migrate(source)).toHaveLength(MIGRATIONS.length);
      await source.destroy();
    });
  });

  test('does not keep others from a table while it waits for it', async () => {
    await withOlderDatabase(4, async (source) => {
      const [reader, writer] = [source.createQueryRunner(), source.createQueryRunner()];
      await reader.startTransaction();
      await reader.query('select count(*) from groups');
      const ran = migrate(source);
      const waits = `select count(*)::int as n from pg_locks l join pg_database d on d.oid = l.database
        where d.datname = current_database() and not l.granted and l.relation = 'groups'::regclass`;
      await until(async () => ((await writer.query(waits)) as [{ n: number }])[0].n > 0);
      // Without an end to the wait of the migration this would wait for the reader.
      await writer.query(`set lock_timeout = '10s'`);
      await writer.query('update groups set version = version');
      await reader.rollbackTransaction();
      expect(await ran).toEqual(MIGRATIONS.slice(4).map(({ name }) => name));
      await Promise.all([reader.release(), writer.release()]);
    });
  });

  test('builds an index anew of which an attempt that was broken off left half', async () => {
    await withOlderDatabase(4, async (source) => {
      await source.query(`insert into group_counters
        select 1, n, 1, n, n, now() from generate_series(1, 2) n`);
      const broken =
        'create unique index concurrently group_counters_users_seen_index on group_counters (organization_id)';
      await expect(source.query(broken)).rejects.toThrow('could not create unique index');
      await migrate(source);
      const invalid = 'select indexrelid::regclass from pg_index where not indisvalid';
      expect(await source.query(invalid)).toEqual([]);
      const definition = `select indexdef from pg_indexes where indexname = 'group_counters_users_seen_index'`;
      expect(await source.query(definition)).toEqual([
        { indexdef: expect.stringContaining('(organization_id, users_seen, group_id)') as string },
      ]);
    });
  });
});

test('a server says that a newer version has migrated the database, and serves it', async () => {
  await withEmptyDatabase(async (url) => {
    const opened = await open(url);
    await opened.dataSource.query(
      `insert into migrations (timestamp, name) values (9999999999999, 'Later9999999999999')`,
    );
    await opened.close();
    const log = new PassThrough();
    const environment = readEnvironment({ DATABASE_URL: url, PORT: '0', MUSTER_JOB_CONCURRENCY: '0' });
    const written = once(log, 'data') as Promise<[Buffer]>;
    const server = await runServer(environment, pino({ level: 'warn' }, log));
    const [line] = await written;
    expect(JSON.parse(String(line))).toMatchObject({
      migrations: ['Later9999999999999'],
      msg: expect.stringContaining('migrated by a newer version') as string,
    });
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, expect.objectContaining({ migrations: 'ok' })]);
    await server.stop();
  });
});
