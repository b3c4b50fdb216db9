import { promisify } from 'node:util';
import type { TypedDocumentNode } from '@apollo/client';
import type { FastifyInstance } from 'fastify';
import { print } from 'graphql';
import pino from 'pino';
import { createApplication } from '../../src/bootstrap/create-application';
import { createHttpServer } from '../../src/bootstrap/http-server';
import type { RequestRates } from '../../src/bootstrap/request-rates';
import type { RequestLimits } from '../../src/graphql/limits/request-limits';
import { TrustedDocuments } from '../../src/graphql/trusted-documents/trusted-documents';
import { listenForChanges } from '../../src/bootstrap/listen-for-changes';
import { unsubscribeRoutes } from '../../src/bootstrap/unsubscribe-routes';
import { ingestRoutes } from '../../src/ingest/ingest-routes';
import { ANSWER_SECONDS, CONNECTIONS, LIMITS, RECEIVE_SECONDS, SETTINGS } from './settings';
import type { TestDatabase } from './test-database';

export interface GraphQLAnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

export interface GraphQLAnswer<Data> {
  readonly status: number;
  readonly data: Data;
  readonly errors: readonly GraphQLAnswerError[];
  readonly requestId: string;
}

/** The real server on a free port of the loopback, over a test database. */
export interface TestServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** What the server logged, as parsed lines. */
  readonly log: Readonly<Record<string, unknown>>[];
  /** Connections that are open now. */
  connections(): Promise<number>;
  /** Posts a document of the generated client; throws where the answer has errors. */
  ask<Data, Variables extends object>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    token: string | null,
  ): Promise<Data>;
  /** Posts a document; `token` null sends none. `data` is {} where the answer has none. */
  graphql<Data = Record<string, never>>(
    document: string,
    variables: Readonly<Record<string, unknown>>,
    token: string | null,
  ): Promise<GraphQLAnswer<Data>>;
}

export interface TestServerOptions {
  readonly clock?: () => Date;
  readonly introspection?: boolean;
  /** Those that differ from the product's. */
  readonly limits?: Partial<RequestLimits>;
  /** Any number of requests unless it is said. */
  readonly rates?: RequestRates;
  /** Those that differ from the product's. */
  readonly settings?: Partial<typeof SETTINGS>;
  /** Off unless it is said. */
  readonly graphiql?: boolean;
  /** None unless it is said. */
  readonly documents?: TrustedDocuments;
  /** Those that differ from the product's. */
  readonly connections?: Partial<typeof CONNECTIONS>;
  readonly receiveSeconds?: number;
  readonly answerSeconds?: number;
  /** Whether the database is listened to, without which subscriptions are told nothing; not unless it is said. */
  readonly live?: boolean;
}

/** Starts the server in beforeAll and stops it in afterAll; call it at the top of a test file, after useTestDatabase. */
export function useHttpServer(database: TestDatabase, options: TestServerOptions = {}): TestServer {
  const server = { log: [] } as unknown as { -readonly [K in keyof TestServer]: TestServer[K] };
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await listen(database, { ...options, log: server.log });
    server.url = app.listeningOrigin;
    server.connections = promisify(app.server.getConnections.bind(app.server));
    server.graphql = (document, variables, token) => post(server.url, { document, variables, token });
    server.ask = async <Data, Variables extends object>(
      document: TypedDocumentNode<Data, Variables>,
      variables: Variables,
      token: string | null,
    ): Promise<Data> => {
      const answer = await post<Data>(server.url, { document: print(document), variables, token });
      if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors));
      return answer.data;
    };
  });
  afterAll(() => app?.close());
  return server;
}

async function listen(
  database: TestDatabase,
  {
    clock = () => new Date(),
    introspection = true,
    limits = {},
    settings = {},
    rates = { perToken: 0, perAddress: 0 },
    graphiql = false,
    connections = {},
    documents = new TrustedDocuments({}, false),
    receiveSeconds = RECEIVE_SECONDS,
    answerSeconds = ANSWER_SECONDS,
    live = false,
    log,
  }: TestServerOptions & { log: TestServer['log'] },
): Promise<FastifyInstance> {
  const write = (line: string): unknown => log.push(JSON.parse(line) as Record<string, unknown>);
  const application = createApplication({
    unitOfWork: database.unitOfWork,
    clock,
    settings: { ...SETTINGS, ...settings },
  });
  const app: FastifyInstance = await createHttpServer({
    application,
    settings: {
      publicUrl: () => app.listeningOrigin,
      allowedOrigins: null,
      introspection,
      limits: { ...LIMITS, ...limits },
      documents,
      connections: { ...CONNECTIONS, ...connections },
      graphiql,
    },
    logger: pino({ level: 'info' }, { write }),
    rates,
    receiveSeconds,
    answerSeconds,
    trustedProxies: ['127.0.0.1'],
    isOverloaded: () => false,
    plugins: [
      (scope) => ingestRoutes(scope, { ...application, maxEventBytes: 1_000_000 }),
      (scope) => unsubscribeRoutes(scope, application.unsubscribe),
    ],
  });
  if (live) {
    const logger = pino({ level: 'info' }, { write });
    const { liveUpdates } = application;
    const listener = await listenForChanges({ url: database.url, logger, liveUpdates, jobs: null });
    app.addHook('onClose', () => listener.stop());
  }
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app;
}

async function post<Data>(
  url: string,
  { document, variables, token }: { document: string; variables: object; token: string | null },
): Promise<GraphQLAnswer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query: document, variables }),
  });
  const body = (await response.json()) as { data?: Data | null; errors?: readonly GraphQLAnswerError[] };
  return {
    status: response.status,
    data: body.data ?? ({} as Data),
    errors: body.errors ?? [],
    requestId: response.headers.get('x-request-id') ?? '',
  };
}
