import { Client } from 'pg';
import { createDataSource } from '../../src/persistence/data-source';
import { migrate } from '../../src/persistence/migrate';
import { compileProgram } from './compiled-program';
import { databaseUrl } from './database-url';
import globalTeardown from './global-teardown';
import { TestServer } from './test-server';

declare global {
  /** The server that the setup started; undefined where TEST_DATABASE_URL names one. */
  var musterTestServer: TestServer | undefined;
}

/**
 * Compiles the program for those tests that start it, and finds or starts a server and migrates one template database
 * there, which each jest worker clones.
 */
export default async function globalSetup(): Promise<void> {
  const given = process.env['TEST_DATABASE_URL'];
  if (!given) globalThis.musterTestServer = await TestServer.start();
  process.env['MUSTER_TEST_SERVER'] = given || globalThis.musterTestServer?.url;
  process.env['MUSTER_TEST_RUN'] = `muster_test_${process.pid}`;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void globalTeardown().finally(() => process.kill(process.pid, signal)));
  }
  try {
    await compileProgram();
    await createTemplate(`${process.env['MUSTER_TEST_RUN']}_template`);
  } catch (error) {
    await globalTeardown();
    throw error;
  }
}

async function createTemplate(name: string): Promise<void> {
  const client = new Client({ connectionString: process.env['MUSTER_TEST_SERVER'] });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const dataSource = createDataSource({ url: databaseUrl(name), poolSize: 1, applicationName: 'muster-test-setup' });
  await dataSource.initialize();
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
