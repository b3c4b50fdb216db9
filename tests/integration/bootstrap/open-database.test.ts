import { openDatabase } from '../../../src/bootstrap/database';
import { readEnvironment } from '../../../src/config/environment';
import { createDataSource } from '../../../src/persistence/data-source';
import { migrate } from '../../../src/persistence/migrate';
import { MIGRATIONS } from '../../../migrations/migrations';
import { useTestDatabase } from '../../support/test-database';
import { databaseUrl } from '../../support/database-url';

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

  test('waits longer than a read may take', async () => {
    const source = createDataSource({ url: database.url, poolSize: 1, applicationName: 'muster', readTimeoutMs: 100 });
    await source.initialize();
    const blocker = database.dataSource.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query('lock table migrations in access exclusive mode');
    const ran = migrate(source);
    await blocker.query('select pg_sleep(0.3)');
    await blocker.rollbackTransaction();
    await blocker.release();
    expect(await ran).toEqual([]);
    await expect(source.query('select pg_sleep(1)')).rejects.toThrow('statement timeout');
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
});
