import { spawn } from 'node:child_process';
import { extname, join } from 'node:path';
import { Bootstrap } from '../application/set-up/bootstrap.handler';
import { openDatabase } from '../bootstrap/database';
import { createLogger } from '../bootstrap/logger';
import { runServer, type RunningServer } from '../bootstrap/run-server';
import { stopSignal } from '../bootstrap/stop-signal';
import type { Environment } from '../config/environment';
import { projectDsn } from '../domain/dsn';
import { defineCommand, type CommandContext } from './command';
import { ApiClient } from './demo/api-client';
import { tellStory } from './demo/story';

const ORGANIZATION = 'demo';
const EMAIL = 'you@example.com';
const CUSTOMERS = '24';

/** Shows on real errors what Muster does. */
export const demoCommand = defineCommand({
  name: 'demo',
  summary: 'Start everything, throw real errors, and change many issues at once.',
  description: `Starts the server (and PostgreSQL, where DATABASE_URL names none), throws real errors through @sentry/node in a process of
its own, shows the issues, makes a dry run and three changes over HTTP, and stays up until Ctrl-C. Each run works in a new
project of the organization "${ORGANIZATION}". It needs the development dependencies.`,
  options: { exit: { type: 'boolean', description: 'End after the story instead of staying up.' } },
  async run({ exit }, context) {
    const stopped = stopSignal();
    const started = performance.now();
    const server = await startServer(context.environment);
    try {
      await demonstrate(server, context);
      context.print(`\nThat took ${((performance.now() - started) / 1_000).toFixed(1)} s.`);
      if (exit) return;
      context.print('The server stays up until Ctrl-C.');
      await stopped;
    } finally {
      await server.stop();
    }
  },
});

/** On the port of the environment, or on a free one where that is taken. */
async function startServer(environment: Environment): Promise<RunningServer> {
  const logger = createLogger({ ...environment, logLevel: 'error' }, 'stderr');
  return runServer(environment, logger).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return runServer({ ...environment, port: 0 }, logger);
  });
}

async function demonstrate(server: RunningServer, { environment, print }: CommandContext): Promise<void> {
  const project = `shop-${Date.now().toString(36)}`;
  const { token, projectId, publicKey } = await makeShop(environment, project);
  print(`Muster runs at ${server.url}. A shop with many bugs gets visitors; @sentry/node sends what breaks …`);
  await throwErrors(projectDsn(server.url, publicKey, projectId));
  const shop = { organization: ORGANIZATION, project, email: EMAIL };
  await tellStory({ api: new ApiClient(server.url, token), shop, print });
  print(`
Where to go next
  SDKs      SENTRY_DSN=${projectDsn(server.url, publicKey, projectId)}
  API       docs/api.md describes every type and field
  Try       curl -s ${server.url}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${token}' \\
              -d '{"query":"{ issues(organization: \\"${ORGANIZATION}\\") { nodes { shortId title status } } }"}'`);
  if (environment.graphiql) print(`  Browser   ${server.url}/graphql, with an example to run; the token is ${token}`);
}

async function makeShop(
  environment: Environment,
  project: string,
): Promise<{ token: string; projectId: string; publicKey: string }> {
  const database = await openDatabase(environment, { applicationName: 'muster-demo', migrate: false });
  const command = { organization: ORGANIZATION, team: ORGANIZATION, project, email: EMAIL };
  const { bootstrapped, problems } = await new Bootstrap(database).execute(command).finally(() => database.close());
  if (bootstrapped === null) throw new Error(problems.map(({ message }) => message).join('\n'));
  return bootstrapped;
}

/** The program that breaks is started the way this one was: compiled, or from its source. */
async function throwErrors(dsn: string): Promise<void> {
  const program = join(__dirname, 'demo', `throw-errors${extname(__filename)}`);
  const child = spawn(process.execPath, [...process.execArgv, program, CUSTOMERS], {
    stdio: ['ignore', 'inherit', 'inherit'],
    // eslint-disable-next-line no-restricted-properties -- handed on as it is, not read
    env: { ...process.env, SENTRY_DSN: dsn },
  });
  const code = await new Promise((resolve, reject) => child.once('exit', resolve).once('error', reject));
  if (code !== 0) throw new Error('The program with the bugs could not send its errors.');
}
