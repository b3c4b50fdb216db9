import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import Fastify, { LogController, type FastifyInstance, type FastifyPluginAsync, type FastifyError } from 'fastify';
import type { Logger } from 'pino';
import { restRoutes } from '../rest/rest-routes';
import { graphqlRoutes, type GraphQLRoutesOptions } from './graphql-routes';
import { limitRequestTime } from './limit-request-time';
import { keepNotes } from './request-notes';
import { refuseOverload } from './refuse-overload';
import { limitRequestRates, type RequestRates } from './request-rates';
import { telemetry } from './telemetry/start-telemetry';

/** An answer, for the metrics. */
export interface Answer {
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
}

export interface HttpServerOptions extends GraphQLRoutesOptions {
  readonly logger: Logger;
  readonly rates: RequestRates;
  /** Within which a request must have come. */
  readonly receiveSeconds: number;
  /** Within which one to GraphQL or REST must be answered. */
  readonly answerSeconds: number;
  /** Addresses or networks of proxies whose word on where a request comes from is taken. */
  readonly trustedProxies: readonly string[];
  /** Whether more waits for the database than can be answered in time. */
  readonly isOverloaded: () => boolean;
  /** Hears of each answer; the route is as it was declared. */
  readonly onAnswer?: (answer: Answer) => void;
  /** The routes of the other transports. */
  readonly plugins?: readonly FastifyPluginAsync[];
}

/** Room for 100,000 ids, each with its expected version. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;
/** A version of 250 characters, each of them escaped. */
const MAX_PARAM_LENGTH = 2_400;
const COMPRESS_FROM_BYTES = 1024;
/** What a running request has to come to its end, once the server is asked to. */
const LONGEST_STOP_MS = 60_000;
/** How often is looked for requests that take too long to come. */
const RECEIVE_CHECK_MS = 1_000;
const REQUEST_ID = /^[\w.:-]{1,128}$/;
const FAULT = 'The server made a mistake. It has been recorded under this request id.';

/** The HTTP server with all its routes, not yet listening; `close()` finishes what is running. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const receiveMs = options.receiveSeconds * 1_000;
  const app = Fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: MAX_BODY_BYTES,
    trustProxy: options.trustedProxies.length > 0 && [...options.trustedProxies],
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    forceCloseConnections: 'idle',
    requestTimeout: receiveMs,
    // Of silence on both sides: an answer that is not taken would otherwise be held for ever.
    connectionTimeout: receiveMs + 2 * options.answerSeconds * 1_000,
    http: { headersTimeout: receiveMs, requestTimeout: receiveMs, connectionsCheckingInterval: RECEIVE_CHECK_MS },
    genReqId: ({ headers }) => requestId(headers['x-request-id']),
  }) as unknown as FastifyInstance;
  keepNotes(app);
  traceRequests(app, options.onAnswer);
  sendSecurityHeaders(app);
  endConnectionsOnClose(app);
  answerErrors(app);
  await limitRequestRates(app, options.rates);
  refuseOverload(app, options.isOverloaded);
  limitRequestTime(app, options.answerSeconds);
  // Bodies of requests are left alone: events come in encodings that this plugin would refuse.
  await app.register(compress, { threshold: COMPRESS_FROM_BYTES, globalDecompression: false });
  app.get('/healthz', () => ({ status: 'ok' }));
  await app.register(graphqlRoutes, options);
  const { application, settings } = options;
  await app.register(restRoutes, { prefix: '/api/0', application, publicUrl: settings.publicUrl });
  for (const plugin of options.plugins ?? []) await app.register(plugin);
  return app;
}

/** Gives every answer its request's id, and writes one line about it. */
function traceRequests(app: FastifyInstance, onAnswer: HttpServerOptions['onAnswer']): void {
  const traces = new WeakMap<object, string>();
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    const traceId = telemetry?.routed(request.method, request.routeOptions.url ?? 'none');
    if (traceId !== undefined) traces.set(request, traceId);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    // The path itself can hold what opens something.
    const route = request.routeOptions.url ?? 'none';
    const { statusCode: status, elapsedTime } = reply;
    onAnswer?.({ route, method, status, seconds: elapsedTime / 1000 });
    const traceId = traces.get(request);
    const about = { method, route, status, ms: Math.round(elapsedTime), ...request.notes };
    request.log.info(traceId === undefined ? about : { ...about, traceId }, 'request');
  });
}

/** What every answer says to browsers; pages add what they may load. Encryption is the proxy's, and so is its header. */
function sendSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });
}

/** Without this a connection that was busy when closing began would stay open, and hold the stop up, until it times out. */
function endConnectionsOnClose(app: FastifyInstance): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
    // A client that does not read its answer would hold the stop up for ever.
    setTimeout(() => app.server.closeAllConnections(), LONGEST_STOP_MS).unref();
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
