import { setTimeout as delay } from 'node:timers/promises';
import { MigrationExecutor, type DataSource, type QueryRunner } from 'typeorm';
import { MIGRATIONS } from '../../migrations/migrations';
import { installQueue } from './install-queue';
import { sqlState } from './sql-state';

/** Any number that nobody else locks; session-wide, as each migration is a transaction of its own. */
const MIGRATION_LOCK = 7_305_121_517;
/** Whoever writes to a table waits behind a migration that waits for it, so that gives up soon, and tries again. */
const LOCK_TIMEOUT_MS = 1_000;
const PAUSE_MS = 1_000;
const ATTEMPTS = 300;

/** The name of the last migration of this version. */
export function newestMigration(): string {
  return MIGRATIONS[MIGRATIONS.length - 1]?.name ?? '';
}

/** The migrations of a newer version that the database has seen. */
export async function newerMigrations(dataSource: DataSource): Promise<readonly string[]> {
  const newest = Number(/\d+$/.exec(newestMigration())?.[0]);
  const rows = await dataSource.query<{ name: string }[]>(
    '/* newer-migrations */ select name from migrations where timestamp > $1 order by timestamp',
    [newest],
  );
  return rows.map(({ name }) => name);
}

/** Runs the pending migrations, those of the queue too, and says which of ours; servers that start together take turns, and one of them does the work. */
export async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    // Another server may migrate for as long as it needs, and so may this one.
    await runner.query('/* migration-no-timeout */ set statement_timeout = 0');
    await runner.query(`/* migration-lock-timeout */ set lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await takeTurn(runner);
    try {
      const names = new Set<string>();
      await runPending({ dataSource, runner }, names);
      const { url } = dataSource.options as { readonly url: string };
      await installQueue(url);
      return [...names];
    } finally {
      await runner.query('/* migration-unlock */ select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await runner.query('/* migration-usual-lock-timeout */ reset lock_timeout');
      await runner.query('/* migration-usual-timeout */ reset statement_timeout');
    }
  } finally {
    await runner.release();
  }
}

/** Asks for the lock, and does not wait for it inside a statement: an index that is built waits for all statements that began before. */
async function takeTurn(runner: QueryRunner): Promise<void> {
  const [{ mine }] = (await runner.query('/* migration-lock */ select pg_try_advisory_lock($1) as mine', [
    MIGRATION_LOCK,
  ])) as [{ mine: boolean }];
  if (mine) return;
  await delay(PAUSE_MS / 10);
  return takeTurn(runner);
}

interface Migrating {
  readonly dataSource: DataSource;
  readonly runner: QueryRunner;
}

/** Who cannot have a table in time begins again later; the migrations before have been committed. Adds the names of all. */
async function runPending(migrating: Migrating, names: Set<string>, attempt = 1): Promise<void> {
  const [run] = await Promise.allSettled([runOnce(migrating, names)]);
  if (run.status === 'fulfilled') return;
  if (sqlState(run.reason) !== '55P03' || attempt === ATTEMPTS) throw run.reason as Error;
  await delay(PAUSE_MS);
  await runPending(migrating, names, attempt + 1);
}

async function runOnce({ dataSource, runner }: Migrating, names: Set<string>): Promise<void> {
  const executor = new MigrationExecutor(dataSource, runner);
  executor.transaction = 'each';
  for (const { name } of await executor.getPendingMigrations()) names.add(name);
  await executor.executePendingMigrations();
}
