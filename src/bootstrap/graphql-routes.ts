import { AsyncLocalStorage } from 'node:async_hooks';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Application } from '../application/application';
import { bearerToken } from '../application/authenticate/bearer-token';
import type { Caller } from '../domain/access';
import { startApolloServer } from '../graphql/apollo-server';
import { buildSchema } from '../graphql/build-schema';
import { GraphQLContext } from '../graphql/context';
import { withUnavailableStatus } from '../graphql/limits/unavailable-status';
import type { RequestLimits } from '../graphql/limits/request-limits';
import type { TrustedDocuments } from '../graphql/trusted-documents/trusted-documents';
import { graphiqlFiles, graphiqlPage } from './graphiql-routes';
import { serveSubscriptions, type ConnectionLimits } from './subscriptions/serve-subscriptions';
import { runTrustedDocuments } from './trusted-documents/run-trusted-documents';
import { note } from './request-notes';

export interface GraphQLRoutesOptions {
  readonly application: Application;
  readonly settings: {
    /** How SDKs reach this server, for DSNs; asked when needed, since the port may not be known before it listens. */
    readonly publicUrl: () => string;
    /** Origins whose pages may call the API; null lets all. */
    readonly allowedOrigins: readonly string[] | null;
    /** Whether clients may ask for the schema. */
    readonly introspection: boolean;
    /** How much one request may ask for. */
    readonly limits: RequestLimits;
    /** What runs by its id, and whether nothing else does. */
    readonly documents: TrustedDocuments;
    /** Connections for subscriptions, and what each may do. */
    readonly connections: ConnectionLimits;
    /** Whether browsers get GraphiQL. */
    readonly graphiql: boolean;
  };
}

/** POST and GET /graphql for requests, and connections there for subscriptions, for pages of the allowed origins. */
export async function graphqlRoutes(app: FastifyInstance, options: GraphQLRoutesOptions): Promise<void> {
  const { settings } = options;
  // The error formatter gets no context, not even where making one failed; this tells it whose request it is.
  const running = new AsyncLocalStorage<FastifyRequest>();
  app.addHook('preHandler', (request, _reply, done) => running.run(request, done));
  runTrustedDocuments(app, settings.documents);
  const schema = buildSchema();
  const apollo = await startApolloServer({
    schema,
    introspection: settings.introspection,
    limits: settings.limits,
    hearOperation: (operationName) => note({ operationName }),
    reportFault: (fault) => {
      const request = running.getStore();
      (request?.log ?? app.log).error({ err: fault }, 'fault');
      return request?.id ?? '';
    },
  });
  app.addHook('onClose', () => apollo.stop());

  app.setErrorHandler(answerBadRequest);
  await app.register(cors, { origin: settings.allowedOrigins === null ? true : [...settings.allowedOrigins] });
  const answer = fastifyApolloHandler(apollo, { context: contextOf(options) });
  app.post('/graphql', answer);
  const page = settings.graphiql ? { onRequest: graphiqlPage() } : {};
  // Browsers send a GET for any page that asks them to: Apollo runs queries only, and wants a header that no such has.
  app.get('/graphql', { ...page, exposeHeadRoute: false }, answer);
  if (settings.graphiql) await app.register(graphiqlFiles);
  serveSubscriptions(app, { ...options, schema });
}

/** Makes what resolvers know of a request; whose it is is asked first. */
function contextOf({ application, settings }: GraphQLRoutesOptions) {
  return async ({ id: requestId, headers }: FastifyRequest): Promise<GraphQLContext> => {
    const token = bearerToken(headers.authorization);
    const authenticate = async (): Promise<Caller | null> =>
      token === null ? null : application.authenticate.execute(token);
    const [asked] = await Promise.allSettled([authenticate()]);
    if (asked.status === 'rejected') throw withUnavailableStatus(asked.reason);
    const caller = asked.value;
    const idempotencyKey = headers['idempotency-key']?.toString() ?? null;
    return new GraphQLContext({ application, settings, requestId, caller, authenticate, idempotencyKey });
  };
}

/** What was wrong with the body, where Fastify's own words would be no help. */
const BAD_BODIES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than this server takes.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty; send a JSON object with the field query.',
  FST_ERR_CTP_INVALID_JSON_BODY:
    'The body is not valid JSON, or has a key that every object inherits (__proto__, constructor.prototype).',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send JSON, with the header content-type: application/json.',
};

/** A client of GraphQL gets errors in GraphQL's form, also for a body that never became a request; faults go on. */
function answerBadRequest(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status >= 500) throw error;
  const message = BAD_BODIES[error.code] ?? error.message;
  return reply
    .code(status)
    .send({ errors: [{ message, extensions: { code: status === 429 ? 'RATE_LIMITED' : 'BAD_REQUEST' } }] });
}
