import { Client } from 'pg';
import { removeProgram } from './compiled-program';

/** Drops every database of this run, or stops the server that was started for it, and takes away the compiled program. */
export default async function globalTeardown(): Promise<void> {
  await removeProgram();
  if (globalThis.musterTestServer) return globalThis.musterTestServer.stop();
  const client = new Client({ connectionString: process.env['MUSTER_TEST_SERVER'] });
  await client.connect();
  const run = process.env['MUSTER_TEST_RUN'] ?? '';
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname like $1 || '\\_%'`,
    [run],
  );
  for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
  await client.end();
}
