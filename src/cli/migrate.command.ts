import type { Environment } from '../config/environment';
import { openDatabase, type OpenDatabase } from '../bootstrap/database';
import { warnOfNewerSchema } from '../bootstrap/warn-of-newer-schema';
import { grantRuntimeRole } from '../persistence/grant-runtime-role';
import { migrate } from '../persistence/migrate';
import { defineCommand, type CommandContext } from './command';

/** Runs the pending migrations; the server does so too when it starts. */
export const migrateCommand = defineCommand({
  name: 'migrate',
  summary: 'Bring the database to the newest schema.',
  description: `Runs the pending migrations and prints their names, one a line; prints nothing where there are none. Others may go on
working meanwhile. A migration that was broken off is begun again by the next run. The server does the same when it
starts: this command is for those who want it done before, or whose servers use a role that may not.`,
  options: {
    'runtime-role': {
      type: 'string',
      placeholder: 'ROLE',
      description: 'A role, which exists, that gets the rights which servers and workers need while they run.',
    },
  },
  async run({ 'runtime-role': role }, context) {
    const database = await openDatabase(directly(context.environment), {
      applicationName: 'muster-migrate',
      migrate: false,
    });
    await bringUpToDate(database, role, context).finally(() => database.close());
  },
});

/** Migrations need a session, which a pooler does not give. */
function directly(environment: Environment): Environment {
  const { databaseUrl, databaseDirectUrl } = environment;
  return { ...environment, databaseUrl: databaseDirectUrl ?? databaseUrl, databaseDirectUrl: null };
}

async function bringUpToDate(
  { dataSource }: OpenDatabase,
  role: string | undefined,
  { logger, print, remark }: CommandContext,
): Promise<void> {
  const names = await migrate(dataSource);
  await warnOfNewerSchema(dataSource, logger);
  names.forEach(print);
  remark(names.length === 0 ? 'The schema is up to date.' : `${names.length} migrations were run.`);
  if (role === undefined) return;
  await grantRuntimeRole(dataSource, role);
  remark(`The role ${role} may do what servers and workers need.`);
}
