import { Logger, runMigrations } from 'graphile-worker';
import { Pool } from 'pg';
import { connectionSettings } from './connection-settings';

const SILENT = new Logger(() => () => undefined);

/**
 * Makes the queue's own schema, or brings it up to date: a transaction may ask for a job before any worker has run.
 * Uses a connection of its own, because the queue listens to its pool.
 */
export async function installQueue(url: string): Promise<void> {
  const nothing = (): void => undefined;
  const pool = new Pool({
    ...connectionSettings({ url, applicationName: 'muster-install-queue', readTimeoutMs: 0 }),
    max: 1,
  });
  pool.on('error', nothing).on('connect', (client) => client.on('error', nothing));
  try {
    await runMigrations({ pgPool: pool, logger: SILENT });
  } finally {
    await pool.end();
  }
}
