import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { KeepEventPartitions } from '../application/keep-event-partitions/keep-event-partitions.handler';
import type { Environment } from '../config/environment';
import { ingestRoutes } from '../ingest/ingest-routes';
import { createApplication } from './create-application';
import { createJobs } from './create-jobs';
import { openDatabase, type OpenDatabase } from './database';
import { graphiqlRoutes } from './graphiql-routes';
import { createHttpServer } from './http-server';
import { publicUrlOf } from './public-url';
import { startWorker } from './worker';

export interface RunningServer {
  /** Where it listens, as `http://HOST:PORT`. */
  readonly url: string;
  /** Lets running requests and jobs come to their end, then closes everything. */
  stop(): Promise<void>;
}

/** Opens the database and starts the HTTP server and the jobs in this process. */
export async function runServer(environment: Environment, logger: Logger): Promise<RunningServer> {
  const database = await openDatabase(environment, { applicationName: 'muster-server' });
  try {
    return await start(database, { environment, logger });
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function start(
  database: OpenDatabase,
  { environment, logger }: { readonly environment: Environment; readonly logger: Logger },
): Promise<RunningServer> {
  const shared = { unitOfWork: database.unitOfWork, clock: () => new Date() };
  await new KeepEventPartitions(shared).execute();
  const application = createApplication({ ...shared, settings: environment });
  const { maxEventBytes } = environment;
  const app: FastifyInstance = await createHttpServer({
    application,
    settings: {
      // The port is only known once it listens where the environment leaves it to the system.
      publicUrl: () => publicUrlOf({ ...environment, port: portOf(app) ?? environment.port }),
      allowedOrigins: null,
      introspection: !environment.production || environment.graphiql,
    },
    logger,
    plugins: [
      ...(environment.graphiql ? [graphiqlRoutes] : []),
      (scope) => ingestRoutes(scope, { ...application, maxEventBytes }),
    ],
  });
  const worker = await startWorker({
    url: database.url,
    jobs: createJobs({ ...shared, settings: environment }),
    logger,
  });
  const stop = async (): Promise<void> => {
    await app.close();
    await worker.stop();
    await database.close();
  };
  await app.listen({ host: environment.host, port: environment.port }).catch(async (error: unknown) => {
    await worker.stop();
    throw error;
  });
  return { url: publicUrlOf({ ...environment, publicUrl: null, port: portOf(app) ?? environment.port }), stop };
}

function portOf(app: FastifyInstance): number | undefined {
  const address = app.server.address();
  return typeof address === 'object' ? address?.port : undefined;
}
