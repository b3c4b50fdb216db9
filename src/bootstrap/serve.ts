import type { Environment } from '../config/environment';
import { createLogger } from './logger';
import { runServer } from './run-server';
import { stopSignal } from './stop-signal';
import { telemetry } from './telemetry/start-telemetry';

/** Runs the server, with its log on stdout, until the process is asked to end. */
export async function serve(environment: Environment): Promise<void> {
  // Listened for from the beginning: an embedded PostgreSQL that was just started must be stopped again.
  const stopped = stopSignal();
  const logger = createLogger(environment, 'stdout');
  const server = await runServer(environment, logger);
  logger.info({ url: server.url }, `Muster listens on ${server.url}; GraphQL is at ${server.url}/graphql`);
  const signal = await stopped;
  logger.info({ signal }, 'stopping: what is running comes to its end');
  await server.stop();
  await telemetry?.stop();
}
