import type { Logger } from 'pino';
import { openDatabase, type OpenDatabase } from '../bootstrap/database';
import { warnOfNewerSchema } from '../bootstrap/warn-of-newer-schema';
import { migrate } from '../persistence/migrate';
import { defineCommand } from './command';

/** Runs the pending migrations; the server does so too when it starts. */
export const migrateCommand = defineCommand({
  name: 'migrate',
  summary: 'Bring the database to the newest schema.',
  description: `Runs the pending migrations and prints their names, one a line; prints nothing where there are none. Others may go on
working meanwhile. A migration that was broken off is begun again by the next run. The server does the same when it
starts: this command is for those who want it done before.`,
  options: {},
  async run(_values, { environment, logger, print, remark }) {
    const database = await openDatabase(environment, { applicationName: 'muster-migrate', migrate: false });
    const names = await migrateAndWarn(database, logger).finally(() => database.close());
    names.forEach(print);
    remark(names.length === 0 ? 'The schema is up to date.' : `${names.length} migrations were run.`);
  },
});

async function migrateAndWarn({ dataSource }: OpenDatabase, logger: Logger): Promise<readonly string[]> {
  const names = await migrate(dataSource);
  await warnOfNewerSchema(dataSource, logger);
  return names;
}
