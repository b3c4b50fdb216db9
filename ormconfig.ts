import 'reflect-metadata';
import { createDataSource } from './src/persistence/data-source';
import { readEnvironment } from './src/config/environment';

/** For TypeORM's own command line; the server builds its data source in src/bootstrap. */
export default createDataSource({
  url: readEnvironment().databaseUrl ?? 'postgres://127.0.0.1:5432/muster',
  poolSize: 2,
  applicationName: 'muster-typeorm',
});
