import { Logger, runMigrations } from 'graphile-worker';
import { Pool } from 'pg';

const SILENT = new Logger(() => () => undefined);

/**
 * Makes the queue's own schema, or brings it up to date: a transaction may ask for a job before any worker has run.
 * Uses a connection of its own, because the queue listens to its pool.
 */
export async function installQueue(url: string): Promise<void> {
  const nothing = (): void => undefined;
  const pool = new Pool({ connectionString: url, max: 1, application_name: 'muster-install-queue' });
  pool.on('error', nothing).on('connect', (client) => client.on('error', nothing));
  try {
    await runMigrations({ pgPool: pool, logger: SILENT });
  } finally {
    await pool.end();
  }
}
