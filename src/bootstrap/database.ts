import type { DataSource } from 'typeorm';
import type { Environment } from '../config/environment';
import { createDataSource } from '../persistence/data-source';
import { poolState, type PoolState } from '../persistence/pool-state';
import { migrate } from '../persistence/migrate';
import { requirePipelining } from '../persistence/require-pipelining';
import { requireSupportedServer } from '../persistence/server-version';
import { sqlState } from '../persistence/sql-state';
import { UnitOfWork } from '../persistence/unit-of-work';
import { chooseDataFolder } from './embedded-postgres/data-folder';
import { EmbeddedPostgres } from './embedded-postgres/embedded-postgres';

const EMBEDDED_DATABASE = 'muster';
const INSUFFICIENT_PRIVILEGE = '42501';
/** What the driver says of a statement that had a time-out of its own. */
const UNANSWERED = 'Query read timeout';
const NO_PIPELINING =
  'the pooler does not answer several statements that are on their way at once; use one that does, such as pgbouncer, or none.';
const NOT_ALLOWED =
  'its role may not do what the pending migrations need; run "muster migrate" as the owner of the tables, with --runtime-role for this role.';

export interface OpenDatabase {
  /** Without a pooler in between. With the password: not for logs. */
  readonly url: string;
  readonly dataSource: DataSource;
  readonly unitOfWork: UnitOfWork;
  /** The connections of the pool now. */
  readonly pool: () => PoolState;
  readonly embedded: boolean;
  /** Ends the connections, and the embedded server where no other process uses it. */
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  /** What pg_stat_activity shows. */
  readonly applicationName?: string;
  /** Whether pending migrations run; yes by default. */
  readonly migrate?: boolean;
}

/** The database cannot be reached; the message names it without its password. */
export class DatabaseUnavailableError extends Error {
  constructor(url: string, reason: string) {
    const { hostname, port, pathname } = new URL(url);
    super(`The database ${pathname.slice(1)} at ${hostname}:${port || '5432'} cannot be used: ${reason}`);
    this.name = 'DatabaseUnavailableError';
  }
}

/** Opens DATABASE_URL, else the embedded PostgreSQL, which it starts if need be; then runs pending migrations. */
export async function openDatabase(environment: Environment, options: OpenDatabaseOptions = {}): Promise<OpenDatabase> {
  if (environment.databaseUrl !== null) return connect(environment, options, { url: environment.databaseUrl });
  const server = await EmbeddedPostgres.start({ dataFolder: await chooseDataFolder(environment.dataDirectory) });
  try {
    await server.ensureDatabase(EMBEDDED_DATABASE);
    return await connect(environment, options, { url: server.url(EMBEDDED_DATABASE), server });
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function connect(
  { poolSize, databaseDirectUrl }: Environment,
  { applicationName = 'muster', migrate: shouldMigrate = true }: OpenDatabaseOptions,
  { url, server }: { url: string; server?: EmbeddedPostgres },
): Promise<OpenDatabase> {
  const direct = databaseDirectUrl ?? url;
  const pooled = direct !== url;
  const dataSource = createDataSource({ url, poolSize, applicationName, pooled });
  await reach(dataSource, url);
  const close = async (): Promise<void> => {
    if (dataSource.isInitialized) await dataSource.destroy();
    await server?.stop();
  };
  try {
    await requireSupportedServer(dataSource);
    if (pooled) await letPipeline(dataSource, url);
    if (shouldMigrate) await (pooled ? migrateDirectly(direct) : migrate(dataSource));
  } catch (error) {
    await dataSource.destroy();
    throw sqlState(error) === INSUFFICIENT_PRIVILEGE ? new DatabaseUnavailableError(direct, NOT_ALLOWED) : error;
  }
  return {
    url: direct,
    dataSource,
    unitOfWork: new UnitOfWork(dataSource),
    pool: () => poolState(dataSource),
    embedded: server !== undefined,
    close,
  };
}

async function reach(dataSource: DataSource, url: string): Promise<void> {
  await dataSource.initialize().catch((error: Error) => {
    throw new DatabaseUnavailableError(url, error.message || String((error as NodeJS.ErrnoException).code));
  });
}

async function letPipeline(dataSource: DataSource, url: string): Promise<void> {
  await requirePipelining(dataSource).catch(({ message }: Error) => {
    throw new DatabaseUnavailableError(url, message === UNANSWERED ? NO_PIPELINING : message);
  });
}

/** Migrations hold a lock of their session. */
async function migrateDirectly(url: string): Promise<void> {
  const dataSource = createDataSource({ url, poolSize: 1, applicationName: 'muster-migrate' });
  await reach(dataSource, url);
  await migrate(dataSource).finally(() => dataSource.destroy());
}
