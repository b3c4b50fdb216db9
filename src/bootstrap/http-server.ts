import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import Fastify, { LogController, type FastifyInstance, type FastifyPluginAsync, type FastifyError } from 'fastify';
import type { Logger } from 'pino';
import { graphqlRoutes, type GraphQLRoutesOptions } from './graphql-routes';

export interface HttpServerOptions extends GraphQLRoutesOptions {
  readonly logger: Logger;
  /** The routes of the other transports. */
  readonly plugins?: readonly FastifyPluginAsync[];
}

/** Room for 100,000 ids, each with its expected version. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;
const COMPRESS_FROM_BYTES = 1024;
const REQUEST_ID = /^[\w.:-]{1,128}$/;
const FAULT = 'The server made a mistake. It has been recorded under this request id.';

/** The HTTP server with all its routes, not yet listening; `close()` finishes what is running. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: 'idle',
    genReqId: ({ headers }) => requestId(headers['x-request-id']),
  }) as unknown as FastifyInstance;
  traceRequests(app);
  endConnectionsOnClose(app);
  answerErrors(app);
  // Bodies of requests are left alone: events come in encodings that this plugin would refuse.
  await app.register(compress, { threshold: COMPRESS_FROM_BYTES, globalDecompression: false });
  app.get('/healthz', () => ({ status: 'ok' }));
  await app.register(graphqlRoutes, options);
  for (const plugin of options.plugins ?? []) await app.register(plugin);
  return app;
}

/** Gives every answer its request's id, and writes one line about it. */
function traceRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const path = request.url.split('?', 1)[0];
    const ms = Math.round(reply.elapsedTime);
    request.log.info({ method: request.method, path, status: reply.statusCode, ms }, 'request');
  });
}

/** Without this a connection that was busy when closing began would stay open, and hold the stop up, until it times out. */
function endConnectionsOnClose(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) void reply.header('connection', 'close');
  });
}

/** A client's mistake is named; of ours the client learns only the id under which it is recorded. */
function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send({ error: error.message, requestId: request.id });
    request.log.error({ err: error }, 'fault');
    return reply.code(500).send({ error: FAULT, requestId: request.id });
  });
  app.setNotFoundHandler((request, reply) => reply.code(404).send({ error: 'Not found.', requestId: request.id }));
}

function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}
