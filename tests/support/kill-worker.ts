import { WorkerProcess } from './merge/worker-process';
import { PostgresProxy } from './postgres-proxy';
import type { TestDatabase } from './test-database';
import { until } from './until';

/**
 * Lets a worker run until the database has answered the statement, and kills it before it can go on. Answers when the
 * database has noticed: what the worker held is free then.
 */
export async function killWorkerAt(
  database: TestDatabase,
  moment: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const proxy = await PostgresProxy.start(database.url);
  const reached = proxy.hold(moment, 'answer');
  const worker = WorkerProcess.start(proxy.url, environment);
  try {
    await reached;
  } finally {
    await worker.kill();
    await proxy.close();
  }
  await until(async () => !(await isConnected(database)));
}

/** Whether anybody but the test has a connection to the test's own database. */
async function isConnected({ query }: TestDatabase): Promise<boolean> {
  const others = await query(
    `select from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend' and application_name <> 'muster-test'`,
  );
  return others.length > 0;
}
