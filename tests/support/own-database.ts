import { Client } from 'pg';
import { createDataSource, type DatabaseOptions } from '../../src/persistence/data-source';
import { UnitOfWork } from '../../src/persistence/unit-of-work';
import { databaseUrl } from './database-url';
import { PATIENCE_MS, PATIENT } from './patience';
import type { TestDatabase } from './test-database';

/** A migrated database for one test file alone, which may break it. */
export function useOwnDatabase(name: string, options: Pick<DatabaseOptions, 'readTimeoutMs'> = {}): TestDatabase {
  const database = {} as { -readonly [K in keyof TestDatabase]: TestDatabase[K] };
  beforeAll(async () => {
    const run = process.env['MUSTER_TEST_RUN'];
    const client = new Client({ connectionString: process.env['MUSTER_TEST_SERVER'] });
    await client.connect();
    await client.query(`create database ${run}_${name} template ${run}_template`);
    await client.end();
    database.url = databaseUrl(`${run}_${name}`);
    database.dataSource = createDataSource({
      url: database.url,
      poolSize: 5,
      applicationName: 'muster-test',
      readTimeoutMs: PATIENCE_MS,
      ...options,
    });
    await database.dataSource.initialize();
    database.unitOfWork = new UnitOfWork(database.dataSource, PATIENT);
    database.sql = (statement) => database.unitOfWork.reader.rows(statement);
    database.query = (text, values = []) => database.unitOfWork.reader.rows({ label: 'test', text, values });
  });
  afterAll(async () => {
    if (database.dataSource?.isInitialized) await database.dataSource.destroy();
  });
  return database;
}
