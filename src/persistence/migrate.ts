import { MigrationExecutor, type DataSource } from 'typeorm';
import { MIGRATIONS } from '../../migrations/migrations';
import { installQueue } from './install-queue';

/** Any number that nobody else locks; session-wide, as each migration is a transaction of its own. */
const MIGRATION_LOCK = 7_305_121_517;

/** The name of the last migration of this version. */
export function newestMigration(): string {
  return MIGRATIONS[MIGRATIONS.length - 1]?.name ?? '';
}

/** Runs the pending migrations, those of the queue too, and says which of ours; servers that start together take turns, and one of them does the work. */
export async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    // Another server may migrate for as long as it needs, and so may this one.
    await runner.query('/* migration-no-timeout */ set statement_timeout = 0');
    await runner.query('/* migration-lock */ select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      const executor = new MigrationExecutor(dataSource, runner);
      executor.transaction = 'each';
      const names = (await executor.executePendingMigrations()).map(({ name }) => name);
      const { url } = dataSource.options as { readonly url: string };
      await installQueue(url);
      return names;
    } finally {
      await runner.query('/* migration-unlock */ select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await runner.query('/* migration-usual-timeout */ reset statement_timeout');
    }
  } finally {
    await runner.release();
  }
}
