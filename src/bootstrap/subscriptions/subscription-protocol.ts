import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError, type ExecutionArgs, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { makeServer, MessageType, type Context, type Server, type SubscribePayload } from 'graphql-ws';
import type { Application } from '../../application/application';
import { bearerToken } from '../../application/authenticate/bearer-token';
import type { Session, SessionEnd } from '../../application/live-updates/session';
import { GraphQLContext, type GraphQLSettings } from '../../graphql/context';
import { errorFormatter } from '../../graphql/format-error';
import type { RequestLimits } from '../../graphql/limits/request-limits';
import { TOLD_MISTAKES } from '../../graphql/limits/told-mistakes';
import { readSubscription } from '../../graphql/subscription/read-subscription';
import { subscribeAfresh, type SubscriptionArgs } from '../../graphql/subscription/subscribe-afresh';
import { Turnstile } from '../../graphql/subscription/turnstile';
import type { TrustedDocuments } from '../../graphql/trusted-documents/trusted-documents';
import { CLOSED, type ClientExtra } from './client-socket';

/** Events that are made ready at the same time, of all connections: what they load shares the database with everybody else. */
const EVENTS_AT_ONCE = 4;

const GOODBYES: Record<SessionEnd, readonly [code: number, reason: string]> = {
  UNAUTHENTICATED: [CLOSED.UNAUTHORIZED, 'The token is not valid any more.'],
  TOO_SLOW: [CLOSED.TRY_AGAIN, 'The client takes events more slowly than they come; connect again and read anew.'],
  MISSED: [CLOSED.RESTART, 'The server may have missed changes; connect again and read anew.'],
};

type Client = Context<{ readonly [name: string]: unknown }, ClientExtra & { session?: Session }>;

/** What bounds a connection that speaks the protocol. */
export interface ProtocolLimits {
  /** Within which the first message must come, which brings the token. */
  readonly initSeconds: number;
  /** Subscriptions that a connection may have at a time. */
  readonly subscriptions: number;
}

export interface SubscriptionProtocolOptions {
  readonly application: Application;
  readonly schema: GraphQLSchema;
  readonly settings: GraphQLSettings & {
    /** Whether clients may ask for the schema. */
    readonly introspection: boolean;
    /** How much one request may ask for. */
    readonly limits: RequestLimits;
    readonly documents: TrustedDocuments;
    readonly connections: ProtocolLimits;
  };
  readonly log: FastifyBaseLogger;
}

/** graphql-transport-ws: who may connect, what may be asked for, and what clients learn of errors. */
export function subscriptionProtocol(options: SubscriptionProtocolOptions): Server<ClientExtra> {
  const { application, schema, settings } = options;
  const limits = settings.connections;
  const turnstile = new Turnstile(EVENTS_AT_ONCE);
  const formatted = formatErrors(options);
  return makeServer<{ readonly [name: string]: unknown }, ClientExtra & { session?: Session }>({
    jsonMessageReviver: withQuery,
    connectionInitWaitTimeout: limits.initSeconds * 1_000,
    onConnect: (client) => connect(client, application),
    onClose: ({ extra: { session } }) => {
      if (session !== undefined) application.liveUpdates.close(session);
    },
    onSubscribe: async ({ extra: { session }, subscriptions }, _id, payload) => {
      if (Object.keys(subscriptions).length > limits.subscriptions) return [badRequest(tooMany(limits.subscriptions))];
      const document = await readSubscription({ schema, ...settings }, payload);
      if ('length' in document) return document;
      if (session === undefined) return [badRequest('The connection has ended.')];
      return argsOf({ server: options, session, payload }, document);
    },
    subscribe: (args) => subscribeAfresh(args as SubscriptionArgs, turnstile),
    onError: (...[, , , errors]) => formatted(errors),
    onNext: (...[, , , , { data = null, errors }]) =>
      errors === undefined ? undefined : { data, errors: formatted(errors) },
  });
}

/** Opens the connection for a valid token, which the first message brings or the request had as a header. */
async function connect({ connectionParams, extra }: Client, { liveUpdates }: Application): Promise<boolean> {
  const { socket, request } = extra;
  const given = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
  const token = bearerToken(typeof given === 'string' ? given : request.headers.authorization);
  const session = token === null ? null : await liveUpdates.open(token, (why) => socket.close(...GOODBYES[why]));
  if (session === null) {
    socket.close(CLOSED.UNAUTHORIZED, 'Send a valid token as authorization in the payload of connection_init.');
    return false;
  }
  // It was closed while the token was looked up, and nobody would say so again.
  if (!socket.isOpen) liveUpdates.close(session);
  extra.session = session;
  return socket.isOpen;
}

interface Subscribing {
  readonly server: SubscriptionProtocolOptions;
  readonly session: Session;
  readonly payload: SubscribePayload;
}

function argsOf({ server, session, payload }: Subscribing, document: ExecutionArgs['document']): ExecutionArgs {
  const { application, schema, settings } = server;
  const contextValue = new GraphQLContext({
    ...{ application, settings, session, requestId: randomUUID(), idempotencyKey: null },
    caller: session.caller,
    authenticate: async () => session.caller,
  });
  const { operationName, variables: variableValues } = payload;
  const options = { maxCoercionErrors: TOLD_MISTAKES };
  return { schema, document, operationName, variableValues, contextValue, options };
}

/** Of JSON.parse, for the message as a whole: the protocol insists on a query where there is a documentId. */
function withQuery(key: string, value: unknown): unknown {
  const { type, payload } = key === '' ? ((value ?? {}) as { type?: unknown; payload?: object | null }) : {};
  if (type !== MessageType.Subscribe || payload == null || !('documentId' in payload)) return value;
  return { ...(value as object), payload: { query: '', ...payload } };
}

function formatErrors({
  schema,
  settings,
  log,
}: SubscriptionProtocolOptions): (errors: readonly GraphQLError[]) => readonly GraphQLFormattedError[] {
  const format = errorFormatter({
    schema: settings.introspection ? schema : null,
    reportFault: (fault) => {
      const requestId = randomUUID();
      log.error({ err: fault, reqId: requestId }, 'fault');
      return requestId;
    },
  });
  return (errors) => errors.map((error) => format(error.toJSON(), error));
}

function tooMany(limit: number): string {
  return `A connection can have at most ${limit} subscriptions at a time; complete some, or open another.`;
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}
