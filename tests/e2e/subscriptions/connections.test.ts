import { once } from 'node:events';
import { connect } from 'node:net';
import { MessageType } from 'graphql-ws';
import pino from 'pino';
import { WebSocket, type ClientOptions } from 'ws';
import type { Application } from '../../../src/application/application';
import { createHttpServer } from '../../../src/bootstrap/http-server';
import { TrustedDocuments } from '../../../src/graphql/trusted-documents/trusted-documents';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { ANSWER_SECONDS, CONNECTIONS, LIMITS, RECEIVE_SECONDS } from '../../support/settings';
import { Subscriber } from '../../support/subscriber';
import { useTestDatabase } from '../../support/test-database';
import { until } from '../../support/until';

const database = useTestDatabase();
const server = useHttpServer(database, { limits: { depth: 3 } });
const impatient = useHttpServer(database, { connections: { initSeconds: 2, pingSeconds: 2, messageBytes: 1_000 } });
const FOLLOW = 'subscription ($organization: String!) { issuesChanged(organization: $organization) { issueIds } }';

let world: World;
beforeAll(async () => {
  world = await buildWorld(database);
});

function open(options: ClientOptions = {}, url = server.url): WebSocket {
  return new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', options);
}

/** The code with which the server closes it, or the status with which it refuses to open it. */
async function endOf(socket: WebSocket): Promise<number> {
  socket.on('error', () => undefined);
  return new Promise((resolve) => {
    socket.on('close', resolve);
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
  });
}

async function firstMessage(socket: WebSocket): Promise<{ readonly type: string }> {
  const [data] = (await once(socket, 'message')) as [Buffer];
  return JSON.parse(String(data)) as { type: string };
}

async function send(socket: WebSocket, message: object): Promise<void> {
  if (socket.readyState === WebSocket.CONNECTING) await once(socket, 'open');
  socket.send(JSON.stringify(message));
}

async function init(socket: WebSocket, payload: object = {}): Promise<WebSocket> {
  await send(socket, { type: MessageType.ConnectionInit, payload });
  return socket;
}

describe('who may connect', () => {
  it.each([
    ['no token', {}],
    ['an unknown token', { authorization: `Bearer mst_${'x'.repeat(43)}` }],
    ['something that is no token', { authorization: ['Bearer'] }],
  ])('is nobody with %s', async (_, payload) => {
    const socket = open();
    await init(socket, payload);
    expect(await endOf(socket)).toBe(4401);
  });

  it('is whoever has sent a valid token as a header', async () => {
    const socket = open({ headers: { authorization: `Bearer ${world.token.token}` } });
    await init(socket);
    expect(await firstMessage(socket)).toEqual({ type: MessageType.ConnectionAck });
    socket.close();
  });

  it('is no one who asks for something before the token', async () => {
    const socket = open();
    await send(socket, { type: MessageType.Subscribe, id: '1', payload: { query: '{ viewer { scopes } }' } });
    expect(await endOf(socket)).toBe(4401);
  });

  it('is no one who gives an id twice, however long it is', async () => {
    const socket = open({ headers: { authorization: `Bearer ${world.token.token}` } });
    await init(socket);
    await firstMessage(socket);
    const payload = { query: FOLLOW, variables: { organization: world.organization.slug } };
    for (const id of ['é'.repeat(50_000), 'é'.repeat(50_000)]) {
      await send(socket, { type: MessageType.Subscribe, id, payload });
    }
    expect(await endOf(socket)).toBe(4409);
    expect(JSON.stringify(server.log).length).toBeLessThan(50_000);
  });

  it('is no one who says nothing', async () => {
    expect(await endOf(open({}, impatient.url))).toBe(4408);
  });

  it('is no client of another protocol or path', async () => {
    const url = server.url.replace('http', 'ws');
    expect(await endOf(new WebSocket(`${url}/graphql`))).toBe(4406);
    expect(await endOf(new WebSocket(`${url}/elsewhere`))).toBe(404);
  });

  it('is let go where it was refused, also if it does not hang up by itself', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    const key = Buffer.alloc(16).toString('base64');
    const lines = ['GET /elsewhere HTTP/1.1', `host: ${hostname}`, 'connection: upgrade', 'upgrade: websocket'];
    socket.write(`${[...lines, 'sec-websocket-version: 13', `sec-websocket-key: ${key}`].join('\r\n')}\r\n\r\n`);
    let answer = '';
    socket.on('data', (data: Buffer) => (answer += String(data))).on('error', () => undefined);
    await once(socket, 'end');
    expect(answer).toMatch(/^HTTP\/1.1 404 /);
    // A socket that the other side still has open takes whatever is written.
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const writing = setInterval(() => socket.write('x'), 20);
    await closed.finally(() => clearInterval(writing));
  });

  it('is no page of an origin that is not allowed, and nobody beyond the limit', async () => {
    const app = await createHttpServer({
      application: {} as Application,
      settings: {
        publicUrl: () => '',
        allowedOrigins: ['https://triage.example.com'],
        introspection: false,
        limits: LIMITS,
        connections: { ...CONNECTIONS, limit: 1 },
        documents: new TrustedDocuments({}, false),
        graphiql: false,
      },
      logger: pino({ level: 'silent' }),
      rates: { perToken: 0, perAddress: 0 },
      receiveSeconds: RECEIVE_SECONDS,
      answerSeconds: ANSWER_SECONDS,
      trustedProxies: [],
      isOverloaded: () => false,
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    expect(await endOf(open({ origin: 'https://evil.example.com' }, app.listeningOrigin))).toBe(403);
    const first = open({ origin: 'https://triage.example.com' }, app.listeningOrigin);
    await once(first, 'open');
    expect(await endOf(open({}, app.listeningOrigin))).toBe(503);
    const closed = endOf(first);
    await app.close();
    expect(await closed).toBe(1001);
  });
});

describe('what a connection carries', () => {
  let subscriber: Subscriber;
  beforeEach(() => {
    subscriber = new Subscriber(server, world.token.token);
  });
  afterEach(() => subscriber.close());

  it.each([
    ['a query', '{ viewer { scopes } }', 'BAD_REQUEST', /subscriptions only/],
    ['a mutation', 'mutation { deleteIssues(ids: ["1"]) { operation { id } } }', 'BAD_REQUEST', /subscriptions only/],
    ['no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED', /Syntax Error/],
    ['an unknown field', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED', /"nothing"/],
    [
      'two fields',
      'subscription { a: bulkOperationProgress(id: 1) { id } b: bulkOperationProgress(id: 1) { id } }',
      'GRAPHQL_VALIDATION_FAILED',
      /only one/,
    ],
    ['the schema', 'subscription { __schema { description } }', 'GRAPHQL_VALIDATION_FAILED', /introspection/],
    [
      'more levels than requests may have',
      'subscription { issuesChanged(organization: "x") { issues { project { organization { id } } } } }',
      'GRAPHQL_VALIDATION_FAILED',
      /more than 3 levels/,
    ],
  ])('is not %s', async (...[, query, code, message]) => {
    subscriber.follow(FOLLOW, { organization: world.organization.slug });
    const followed = subscriber.follow(query);
    await until(() => followed.completed);
    expect(followed.errors[0]).toMatchObject({
      message: expect.stringMatching(message) as string,
      extensions: { code },
    });
    expect(subscriber.closed).toBeNull();
  });

  it('is not a variable of another type', async () => {
    const followed = subscriber.follow(FOLLOW, { organization: 7 });
    await until(() => followed.completed);
    expect(followed.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  it('is at most 100 subscriptions at a time, and the others go on', async () => {
    const variables = { organization: world.organization.slug };
    const followed = Array.from({ length: 101 }, () => subscriber.follow(FOLLOW, variables));
    await until(() => followed.some(({ completed }) => completed));
    const refused = followed.filter(({ completed }) => completed);
    expect(refused.flatMap(({ errors }) => errors.map(({ message }) => message))).toEqual([
      'A connection can have at most 100 subscriptions at a time; complete some, or open another.',
    ]);
    followed[0]?.stop();
    const another = subscriber.follow(FOLLOW, variables);
    await subscriber.settled();
    expect(another.completed).toBe(false);
  });

  it('is no message of more than 256 KB', async () => {
    const socket = await init(open(), { authorization: `Bearer ${world.token.token}` });
    await firstMessage(socket);
    await send(socket, { type: MessageType.Ping, payload: { text: 'x'.repeat(300_000) } });
    expect(await endOf(socket)).toBe(1009);
  });

  it('is no message that is larger than the server has been told to take', async () => {
    const socket = await init(open({}, impatient.url), { authorization: `Bearer ${world.token.token}` });
    await firstMessage(socket);
    await send(socket, { type: MessageType.Ping, payload: { text: 'x'.repeat(1_000) } });
    expect(await endOf(socket)).toBe(1009);
  });

  it('is given up where it does not answer pings, and only then', async () => {
    const headers = { authorization: `Bearer ${world.token.token}` };
    const [quiet, lively] = [open({ headers, autoPong: false }, impatient.url), open({ headers }, impatient.url)];
    let pings = 0;
    lively.on('ping', () => (pings += 1));
    await Promise.all([quiet, lively].map(async (socket) => firstMessage(await init(socket))));
    expect(await endOf(quiet)).toBe(1006);
    await until(() => pings >= 3);
    expect(lively.readyState).toBe(WebSocket.OPEN);
    lively.close();
  });

  it('is none of what is no message of the protocol', async () => {
    const socket = await init(open(), { authorization: `Bearer ${world.token.token}` });
    await firstMessage(socket);
    socket.send('{"type":"subscribe"}');
    expect(await endOf(socket)).toBe(4400);
  });
});

test('a subscription that is sent as a request is told where to go', async () => {
  const answer = await server.graphql(FOLLOW, { organization: world.organization.slug }, world.token.token);
  expect(answer.errors).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(/WebSocket/) as string,
      extensions: { code: 'BAD_REQUEST' },
    }),
  ]);
});
