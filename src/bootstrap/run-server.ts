import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { KeepEventPartitions } from '../application/keep-event-partitions/keep-event-partitions.handler';
import { ReadBacklog } from '../application/read-backlog/read-backlog.query';
import { ReadReadiness } from '../application/read-readiness/read-readiness.handler';
import type { Application } from '../application/application';
import type { Environment } from '../config/environment';
import { buildSchema } from '../graphql/build-schema';
import type { TrustedDocuments } from '../graphql/trusted-documents/trusted-documents';
import { ingestRoutes } from '../ingest/ingest-routes';
import { newestMigration } from '../persistence/migrate';
import { createApplication } from './create-application';
import { createJobs } from './create-jobs';
import { openDatabase, type OpenDatabase } from './database';
import { createHttpServer } from './http-server';
import { listenForChanges } from './listen-for-changes';
import { measureApplication } from './metrics/measure-application';
import { measuredJobs, measureServer } from './metrics/measure-server';
import { Metrics } from './metrics/metrics';
import { noteApplication, noteTransactions } from './note-application';
import { operationsRoutes } from './operations-routes';
import { recordTokenUses } from './record-token-uses';
import { readTrustedDocuments } from './trusted-documents/read-manifest';
import { openMail, type OpenMail } from './open-mail';
import { publicUrlOf } from './public-url';
import { telemetry } from './telemetry/start-telemetry';
import { traceApplication, traceTransactions } from './telemetry/trace-application';
import { toldJobs } from './told-jobs';
import { unsubscribeRoutes } from './unsubscribe-routes';
import { warnOfNewerSchema } from './warn-of-newer-schema';
import { startWorker } from './worker';

export interface RunningServer {
  /** Where it listens, as `http://HOST:PORT`. */
  readonly url: string;
  /** Lets running requests and jobs come to their end, then closes everything. */
  stop(): Promise<void>;
}

/** Opens the database and starts the HTTP server and the jobs in this process. */
export async function runServer(environment: Environment, logger: Logger): Promise<RunningServer> {
  const { trustedDocuments, limits } = environment;
  const documents = await readTrustedDocuments(trustedDocuments, { schema: buildSchema, limits });
  const database = await openDatabase(environment, { applicationName: 'muster-server' });
  try {
    await warnOfNewerSchema(database.dataSource, logger);
    return await start(database, { environment, logger, documents });
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function start(
  database: OpenDatabase,
  given: Pick<ServerParts, 'environment' | 'logger' | 'documents'>,
): Promise<RunningServer> {
  const { environment, logger } = given;
  const shared = { unitOfWork: database.unitOfWork, clock: () => new Date() };
  await new KeepEventPartitions(shared).execute();
  const application = createApplication({ ...shared, settings: environment });
  noteApplication(application);
  noteTransactions(database.unitOfWork);
  if (telemetry !== null) {
    traceApplication(application, telemetry);
    traceTransactions(database.unitOfWork, telemetry);
  }
  const metrics = environment.metrics ? new Metrics() : null;
  const parts = { ...given, application, metrics };
  const app = await httpServer(database, parts);
  const mail = openMail(environment, { logger, publicUrl: () => publicUrlOfApp(app, environment) });
  const background = await startBackground(database, parts, mail);
  const stop = async (): Promise<void> => {
    await app.close();
    await background.stop();
    await database.close();
  };
  const { host, port } = environment;
  await app.listen({ host, port }).catch(async (error: unknown) => {
    await background.stop();
    throw error;
  });
  return { url: publicUrlOf({ host, port: portOf(app) ?? port, publicUrl: null }), stop };
}

interface ServerParts {
  readonly environment: Environment;
  readonly logger: Logger;
  readonly documents: TrustedDocuments;
  readonly application: Application;
  readonly metrics: Metrics | null;
}

/** All doors for the outside, not yet open. */
async function httpServer(
  { unitOfWork, pool }: OpenDatabase,
  { environment, logger, documents, application, metrics }: ServerParts,
): Promise<FastifyInstance> {
  const readReadiness = new ReadReadiness({ unitOfWork, settings: { newestMigration: newestMigration() } });
  if (metrics !== null) {
    measureApplication(application, metrics);
    measureServer(metrics, {
      pool,
      readReadiness,
      readBacklog: new ReadBacklog({ unitOfWork, clock: () => new Date() }),
    });
  }
  const { maxEventBytes, poolQueueLength } = environment;
  const app: FastifyInstance = await createHttpServer({
    application,
    settings: {
      publicUrl: () => publicUrlOfApp(app, environment),
      allowedOrigins: null,
      connections: environment.connections,
      graphiql: environment.graphiql,
      introspection: !environment.production || environment.graphiql,
      limits: environment.limits,
      documents,
    },
    logger,
    rates: environment.rates,
    receiveSeconds: environment.receiveSeconds,
    answerSeconds: environment.answerSeconds,
    trustedProxies: environment.trustedProxies,
    isOverloaded: () => pool().waiting >= poolQueueLength,
    ...(metrics !== null && { onAnswer: (answer) => metrics.answer(answer) }),
    plugins: [
      (scope) => operationsRoutes(scope, { readReadiness, metrics }),
      (scope) => ingestRoutes(scope, { ...application, maxEventBytes }),
      (scope) => unsubscribeRoutes(scope, application.unsubscribe),
    ],
  });
  return app;
}

/** What goes on beside the requests: the jobs, and listening to what others change. */
async function startBackground(
  { url, unitOfWork }: OpenDatabase,
  { environment, logger, application: { liveUpdates, tokenUses }, metrics }: ServerParts,
  mail: OpenMail | null,
): Promise<{ stop(): Promise<void> }> {
  const { jobConcurrency: concurrency, callConcurrency } = environment;
  const shared = { unitOfWork, clock: () => new Date() };
  const jobs = createJobs({ ...shared, settings: environment, mail });
  const measured = metrics === null ? jobs : measuredJobs(jobs, metrics);
  const worker = await startWorker({ url, jobs: toldJobs(measured, logger), logger, concurrency, callConcurrency });
  const listener = await listenForChanges({ url, logger, liveUpdates, jobs: concurrency === 0 ? null : shared });
  const uses = recordTokenUses(tokenUses, logger);
  return {
    stop: async () => {
      await uses.stop();
      await listener.stop();
      await worker.stop();
      mail?.close();
    },
  };
}

/** The port is only known once it listens where the environment leaves it to the system. */
function publicUrlOfApp(app: FastifyInstance, environment: Environment): string {
  return publicUrlOf({ ...environment, port: portOf(app) ?? environment.port });
}

function portOf(app: FastifyInstance): number | undefined {
  const address = app.server.address();
  return typeof address === 'object' ? address?.port : undefined;
}
