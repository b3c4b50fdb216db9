import { DataSource, type Logger } from 'typeorm';
import { ENTITIES } from './entities/entities';
import { MIGRATIONS } from '../../migrations/migrations';
import { sharingSocket } from './sharing-socket';
import { useTimestampParser } from './timestamp';
import { READ_TIMEOUT_MS } from './unit-of-work';

export interface DatabaseOptions {
  readonly url: string;
  readonly poolSize: number;
  readonly applicationName: string;
  /** Through a pooler in transaction mode: sessions are not ours, so their settings are the role's. */
  readonly pooled?: boolean;
  /** After how long a statement is cancelled; transactions and migrations set limits of their own. */
  readonly readTimeoutMs?: number;
}

const nothing = (): void => undefined;
/** TypeORM writes a migration that fails to stdout whatever it is told; the error says the same. */
const SILENT: Logger = {
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};

/** The TypeORM data source; nothing is ever synchronized from the entities. */
export function createDataSource({
  url,
  poolSize,
  applicationName,
  pooled = false,
  readTimeoutMs = READ_TIMEOUT_MS,
}: DatabaseOptions): DataSource {
  useTimestampParser();
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    applicationName,
    // Many short statements at once: neither compiled expressions nor workers of their own pay. A page that walks an
    // index began with three processes (138 against 16 ms among 1,000,000 issues).
    extra: {
      ...(!pooled && {
        statement_timeout: readTimeoutMs,
        options: '-c jit=off -c max_parallel_workers_per_gather=0',
      }),
      stream: sharingSocket,
    },
    entities: [...ENTITIES],
    migrations: [...MIGRATIONS],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    logger: SILENT,
  });
}
