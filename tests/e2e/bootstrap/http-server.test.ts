import { get } from 'node:http';
import pino from 'pino';
import type { Application } from '../../../src/application/application';
import { createHttpServer } from '../../../src/bootstrap/http-server';
import { TrustedDocuments } from '../../../src/graphql/trusted-documents/trusted-documents';
import { buildWorld } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { ANSWER_SECONDS, CONNECTIONS, LIMITS, RECEIVE_SECONDS } from '../../support/settings';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

const VIEWER = '{ viewer { scopes } }';

describe('the HTTP server', () => {
  it('says that it is up', async () => {
    const answer = await fetch(`${server.url}/healthz`);
    expect(await answer.json()).toEqual({ status: 'ok' });
  });

  it('returns the request id that came, makes one where none or a bad one came, and logs it', async () => {
    const id = async (given?: string): Promise<string | null> => {
      const headers = given === undefined ? {} : { 'x-request-id': given };
      return (await fetch(`${server.url}/healthz`, { headers })).headers.get('x-request-id');
    };
    expect(await id('from-the-proxy.1')).toBe('from-the-proxy.1');
    expect(await id()).toMatch(/^[0-9a-f-]{36}$/);
    expect(await id('a "quoted" id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(server.log).toContainEqual(expect.objectContaining({ reqId: 'from-the-proxy.1', route: '/healthz' }));
  });

  it('lets pages of any origin call the API while no origins are set', async () => {
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://example.com', 'access-control-request-method': 'POST' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://example.com');
  });

  it('compresses long answers', async () => {
    const { token } = await buildWorld(database);
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token.token}`,
        'accept-encoding': 'gzip',
      },
      body: JSON.stringify({ query: '{ __schema { types { name description } } }' }),
    });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
  });

  it('refuses a body beyond its limit, malformed JSON, forms and GET, without a trace of itself', async () => {
    const post = async (body: string, type = 'application/json'): Promise<{ status: number; text: string }> => {
      const answer = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': type }, body });
      return { status: answer.status, text: await answer.text() };
    };
    const answers = [
      await post(JSON.stringify({ query: ' '.repeat(9_000_000) })),
      await post('{'),
      await post('query=%7B__typename%7D', 'application/x-www-form-urlencoded'),
      await post(VIEWER, 'text/plain'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([413, 400, 415, 400]);
    for (const { text } of answers) expect(text).not.toMatch(/ at |node_modules|stack/);
    expect((await fetch(`${server.url}/graphql?query={__typename}`)).status).toBe(400);
  });

  it('runs queries of a GET that shows that no other page has sent it, and no mutations', async () => {
    const { token } = await buildWorld(database);
    const get = async (query: string): Promise<{ status: number; body: unknown }> => {
      const headers = { 'apollo-require-preflight': 'true', authorization: `Bearer ${token.token}` };
      const answer = await fetch(`${server.url}/graphql?${new URLSearchParams({ query }).toString()}`, { headers });
      return { status: answer.status, body: await answer.json() };
    };
    expect(await get(VIEWER)).toMatchObject({
      status: 200,
      body: { data: { viewer: { scopes: expect.any(Array) as unknown } } },
    });
    expect(await get('mutation { deleteIssues(ids: ["1"]) { userErrors { code } } }')).toMatchObject({
      status: 405,
      body: { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    });
  });

  it('checks a document before it asks who sends it', async () => {
    const answers = [await server.graphql('{', {}, null), await server.graphql('{ nothing }', {}, null)];
    expect(answers.map(({ status, errors }) => [status, errors[0]?.extensions.code])).toEqual([
      [400, 'GRAPHQL_PARSE_FAILED'],
      [400, 'GRAPHQL_VALIDATION_FAILED'],
    ]);
    expect((await server.graphql<{ __typename: string }>('{ __typename }', {}, null)).data.__typename).toBe('Query');
  });

  it('asks for a token where a query needs one', async () => {
    const { token } = await buildWorld(database);
    const refused = [
      await server.graphql(VIEWER, {}, null),
      await server.graphql(VIEWER, {}, `${token.token.slice(0, -1)}_`),
      await server.graphql(VIEWER, {}, 'not a token'),
    ];
    for (const { errors } of refused) expect(errors[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
    expect((await server.graphql(VIEWER, {}, token.token)).errors).toEqual([]);
  });
});

describe('stopping', () => {
  it('finishes what is running and takes nothing new', async () => {
    let arrived = (): void => undefined;
    let finish = (): void => undefined;
    const running = new Promise<void>((resolve) => (arrived = resolve));
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const app = await createHttpServer({
      application: {} as Application,
      settings: {
        publicUrl: () => '',
        allowedOrigins: null,
        introspection: false,
        limits: LIMITS,
        connections: CONNECTIONS,
        documents: new TrustedDocuments({}, false),
        graphiql: false,
      },
      logger: pino({ level: 'silent' }),
      rates: { perToken: 0, perAddress: 0 },
      receiveSeconds: RECEIVE_SECONDS,
      answerSeconds: ANSWER_SECONDS,
      trustedProxies: [],
      isOverloaded: () => false,
      plugins: [
        async (scope) => {
          scope.get('/slow', async () => {
            arrived();
            await finished;
            return { done: true };
          });
        },
      ],
    });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const slow = fetch(`${url}/slow`);
    await running;
    const closed = app.close();
    const refused = await fetchAnew(`${url}/healthz`).finally(finish);
    expect(refused).toMatch(/^(503|ECONNREFUSED|ECONNRESET)$/);
    expect(await (await slow).json()).toEqual({ done: true });
    await closed;
  });
});

/** The status of a request on a connection of its own, or the code of the error that it meets. */
function fetchAnew(url: string): Promise<string> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (answer) => resolve(String(answer.resume().statusCode))).on(
      'error',
      (error: NodeJS.ErrnoException) => resolve(error.code ?? ''),
    );
  });
}
