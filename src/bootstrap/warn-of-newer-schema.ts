import type { DataSource } from 'typeorm';
import { newerMigrations } from '../persistence/migrate';

interface Log {
  warn(details: object, message: string): void;
}

/**
 * Says that a newer version has migrated the database. The process goes on: the schema of a version serves the one
 * before it too, and without that neither a rolling upgrade nor its rollback would be possible.
 */
export async function warnOfNewerSchema(dataSource: DataSource, logger: Log): Promise<void> {
  const migrations = await newerMigrations(dataSource);
  if (migrations.length === 0) return;
  logger.warn(
    { migrations },
    'the database has been migrated by a newer version of Muster; this one may use it if it is the version before',
  );
}
