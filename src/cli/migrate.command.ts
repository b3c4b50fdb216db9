import { openDatabase } from '../bootstrap/database';
import { migrate } from '../persistence/migrate';
import { defineCommand } from './command';

/** Runs the pending migrations; the server does so too when it starts. */
export const migrateCommand = defineCommand({
  name: 'migrate',
  summary: 'Bring the database to the newest schema.',
  description: `Runs the pending migrations, one transaction each, and prints their names, one a line; prints nothing where there are none.
The server does the same when it starts: this command is for those who want it done before.`,
  options: {},
  async run(_values, { environment, print, remark }) {
    const database = await openDatabase(environment, { applicationName: 'muster-migrate', migrate: false });
    const names = await migrate(database.dataSource).finally(() => database.close());
    names.forEach(print);
    remark(names.length === 0 ? 'The schema is up to date.' : `${names.length} migrations were run.`);
  },
});
