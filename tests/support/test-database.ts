import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/persistence/data-source';
import type { Executor } from '../../src/persistence/statement';
import { UnitOfWork } from '../../src/persistence/unit-of-work';
import { databaseUrl } from './database-url';
import { PATIENCE_MS, PATIENT } from './patience';
import { SqlSnapshot } from './sql-snapshot';

/** A migrated database that this jest worker has for itself. */
export interface TestDatabase {
  readonly url: string;
  readonly dataSource: DataSource;
  readonly unitOfWork: UnitOfWork;
  /** For looking at rows. */
  readonly sql: Executor['rows'];
  /** Rows of a plain query text. */
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** Opens the worker's database in beforeAll and closes it in afterAll; call it at the top of a test file. */
export function useTestDatabase(): TestDatabase {
  const database = {} as { -readonly [K in keyof TestDatabase]: TestDatabase[K] };
  const snapshot = new SqlSnapshot();
  beforeAll(async () => {
    database.url = await cloneForWorker();
    database.dataSource = createDataSource({
      url: database.url,
      poolSize: 10,
      applicationName: 'muster-test',
      readTimeoutMs: PATIENCE_MS,
    });
    snapshot.listenTo(database.dataSource);
    await database.dataSource.initialize();
    database.unitOfWork = new UnitOfWork(database.dataSource, PATIENT);
    database.sql = (statement) => database.unitOfWork.reader.rows(statement);
    database.query = (text, values = []) => database.unitOfWork.reader.rows({ label: 'test', text, values });
  });
  afterAll(async () => {
    if (database.dataSource?.isInitialized) await database.dataSource.destroy();
    snapshot.check();
  });
  return database;
}

async function cloneForWorker(): Promise<string> {
  const run = process.env['MUSTER_TEST_RUN'];
  const name = `${run}_w${process.env['JEST_WORKER_ID']}`;
  const client = new Client({ connectionString: process.env['MUSTER_TEST_SERVER'] });
  await client.connect();
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) await client.query(`create database ${name} template ${run}_template`);
  await client.end();
  return databaseUrl(name);
}
