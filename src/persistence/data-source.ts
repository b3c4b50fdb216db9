import { DataSource, type Logger } from 'typeorm';
import { CancellingClient } from './cancelling-client';
import { connectionSettings, type ConnectionOptions } from './connection-settings';
import { ENTITIES } from './entities/entities';
import { MIGRATIONS } from '../../migrations/migrations';
import { PreparingClient } from './prepared-statements';
import { sharingSocket } from './sharing-socket';
import { useTypeParsers } from './type-parsers';

export interface DatabaseOptions extends ConnectionOptions {
  readonly poolSize: number;
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
export function createDataSource({ poolSize, ...connection }: DatabaseOptions): DataSource {
  useTypeParsers();
  return new DataSource({
    type: 'postgres',
    url: connection.url,
    poolSize,
    extra: {
      ...connectionSettings(connection),
      stream: sharingSocket,
      // Statements of one transaction that do not need each other's answers are sent together.
      pipeline: true,
      // A pooler gives each transaction another session.
      Client: connection.pooled ? CancellingClient : PreparingClient,
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
