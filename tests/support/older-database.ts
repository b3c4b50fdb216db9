import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/persistence/data-source';

/** Makes an empty database what a version left that had only the first migrations; answers a connection of today. */
export async function migrateInPart(url: string, migrations: number): Promise<DataSource> {
  const open = (): Promise<DataSource> =>
    createDataSource({ url, poolSize: 3, applicationName: 'muster-test' }).initialize();
  const older = await open();
  Object.assign(older, { migrations: older.migrations.slice(0, migrations) });
  await older.runMigrations();
  await older.destroy();
  return open();
}
