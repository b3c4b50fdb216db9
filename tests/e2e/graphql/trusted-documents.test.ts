import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema as parseSchema } from 'graphql';
import pino from 'pino';
import { WebSocket } from 'ws';
import { runServer } from '../../../src/bootstrap/run-server';
import { readTrustedDocuments } from '../../../src/bootstrap/trusted-documents/read-manifest';
import { readEnvironment } from '../../../src/config/environment';
import { EnvironmentError } from '../../../src/config/variable-reader';
import { TrustedDocuments } from '../../../src/graphql/trusted-documents/trusted-documents';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer, type TestServer } from '../../support/http-server';
import { LIMITS } from '../../support/settings';
import { Subscriber } from '../../support/subscriber';
import { useTestDatabase } from '../../support/test-database';
import { until } from '../../support/until';

const hash = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex');

const VIEWER = 'query Viewer {\n  viewer {\n    scopes\n  }\n}';
const ISSUE = 'query Issue($id: ID!) {\n  issue(id: $id) {\n    id\n  }\n}';
const DELETE =
  'mutation Delete($ids: [ID!]) {\n  deleteIssues(ids: $ids) {\n    userErrors {\n      code\n    }\n  }\n}';
const PROGRESS = 'subscription Progress($id: ID!) {\n  bulkOperationProgress(id: $id) {\n    id\n  }\n}';
const UNTRUSTED = '{ viewer { user { email } } }';
/** Of no operation. */
const UNKNOWN = '9223372036854775807';
/** As the client preset of GraphQL Code Generator writes it. */
const MANIFEST = Object.fromEntries([VIEWER, ISSUE, DELETE, PROGRESS].map((text) => [hash('sha1', text), text]));

const database = useTestDatabase();
const free = useHttpServer(database, { documents: new TrustedDocuments(MANIFEST, false) });
const strict = useHttpServer(database, { documents: new TrustedDocuments(MANIFEST, true) });
const plain = useHttpServer(database);

let world: World;
beforeAll(async () => {
  world = await buildWorld(database);
});

interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly codes: readonly string[];
}

async function answerOf(response: Response): Promise<Answer> {
  const { data = null, errors = [] } = (await response.json()) as {
    data?: unknown;
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, data, codes: errors.map(({ extensions }) => extensions.code) };
}

async function post(server: TestServer, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${world.token.token}` };
  return answerOf(await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function get(server: TestServer, parameters: Record<string, string>): Promise<Answer> {
  const headers = { 'apollo-require-preflight': 'true', authorization: `Bearer ${world.token.token}` };
  return answerOf(await fetch(`${server.url}/graphql?${new URLSearchParams(parameters).toString()}`, { headers }));
}

const apollo = (text: string): Record<string, unknown> => ({
  persistedQuery: { version: 1, sha256Hash: hash('sha256', text) },
});
const viewed: Answer = { status: 200, data: { viewer: { scopes: expect.any(Array) as unknown } }, codes: [] };
const refused = (status: number, code: string): Answer => ({ status, data: null, codes: [code] });

describe.each([
  ['may run', free],
  ['alone run', strict],
] as const)('where documents of the manifest %s', (_, server) => {
  it.each([
    ['its id', { documentId: hash('sha1', VIEWER) }],
    ['the id that every document has', { documentId: `sha256:${hash('sha256', VIEWER)}` }],
    ['the hash that Apollo sends', { extensions: apollo(VIEWER) }],
    ['the hash that Apollo sends, beside the document', { query: VIEWER, extensions: apollo(VIEWER) }],
    ['its text', { query: VIEWER }],
  ])('one is named by %s', async (_name, body) => {
    expect(await post(server, body)).toEqual(viewed);
    const parameters = Object.entries(body).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    expect(await get(server, Object.fromEntries(parameters) as Record<string, string>)).toEqual(viewed);
  });

  it('one gets the variables of the request', async () => {
    const documentId = hash('sha1', ISSUE);
    expect(await post(server, { documentId, variables: { id: '1' } })).toEqual({
      ...{ status: 200, data: { issue: null }, codes: [] },
    });
    expect(await post(server, { documentId })).toEqual(refused(400, 'BAD_USER_INPUT'));
  });

  it('a mutation comes as POST only', async () => {
    const documentId = hash('sha1', DELETE);
    expect(await get(server, { documentId, variables: '{"ids":[]}' })).toEqual(refused(405, 'BAD_REQUEST'));
    expect(await post(server, { documentId, variables: { ids: [] } })).toMatchObject({ status: 200, codes: [] });
  });

  it.each([
    ['an unknown id', { documentId: hash('sha1', UNTRUSTED) }, 400, 'PERSISTED_QUERY_NOT_FOUND'],
    ['what every object inherits', { documentId: 'constructor' }, 400, 'PERSISTED_QUERY_NOT_FOUND'],
    ['an id that is no text', { documentId: [hash('sha1', VIEWER)] }, 400, 'BAD_REQUEST'],
    ['an id and a document', { documentId: hash('sha1', VIEWER), query: UNTRUSTED }, 400, 'BAD_REQUEST'],
    ['an unknown hash', { extensions: apollo(UNTRUSTED) }, 200, 'PERSISTED_QUERY_NOT_FOUND'],
  ])('%s is refused', async (...[, body, status, code]) => {
    expect(await post(server, body)).toEqual(refused(status, code));
  });

  it('a subscription is named as requests name theirs', async () => {
    const references = [
      { query: '', documentId: hash('sha1', PROGRESS) },
      { query: '', extensions: apollo(PROGRESS) },
      { query: PROGRESS },
    ];
    for (const reference of references) {
      const subscriber = new Subscriber(server, world.token.token);
      const followed = subscriber.follow(reference, { id: UNKNOWN });
      await until(() => followed.completed);
      expect(followed.errors.map(({ extensions: { code } }) => code)).toEqual(['NOT_FOUND']);
      await subscriber.close();
    }
  });
});

it('a subscription may leave out the query for which it names a document', async () => {
  const headers = { authorization: `Bearer ${world.token.token}` };
  const socket = new WebSocket(`${strict.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  await once(socket, 'open');
  const heard: unknown[] = [];
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(String(data))));
  socket.send('{"type":"connection_init"}');
  await until(() => heard.length > 0);
  const variables = {
    id: UNKNOWN,
    payload: { documentId: '' },
    '': { type: 'subscribe', payload: { documentId: '' } },
  };
  const payload = { documentId: hash('sha1', PROGRESS), variables };
  socket.send(JSON.stringify({ type: 'subscribe', id: 'a', payload }));
  await until(() => heard.length > 1);
  expect(heard[1]).toMatchObject({ id: 'a', payload: { errors: [{ extensions: { code: 'NOT_FOUND' } }] } });
  socket.close();
});

describe('where only documents of the manifest run', () => {
  it.each([
    ['any other', UNTRUSTED],
    ['one that differs in a space', VIEWER.replace('  ', ' ')],
    ['introspection', '{ __schema { types { name } } }'],
    ['what is no GraphQL', '{{{'],
  ])('%s is refused', async (_, query) => {
    expect(await post(strict, { query })).toEqual(refused(400, 'UNTRUSTED_DOCUMENT'));
    expect(await post(strict, { query, extensions: apollo(query) })).toEqual(refused(400, 'UNTRUSTED_DOCUMENT'));
    expect(await get(strict, { query })).toEqual(refused(400, 'UNTRUSTED_DOCUMENT'));
  });

  it('a document in a place where a trusted one is looked for is refused all the same', async () => {
    const batch = [{ query: UNTRUSTED }, { documentId: hash('sha1', VIEWER) }];
    expect(await post(strict, batch)).toEqual(refused(400, 'BAD_REQUEST'));
    const search = new URLSearchParams([
      ['query', VIEWER],
      ['query', UNTRUSTED],
    ]);
    const headers = { 'apollo-require-preflight': 'true' };
    const twice = await fetch(`${strict.url}/graphql?${search.toString()}`, { headers });
    expect(await answerOf(twice)).toEqual(refused(400, 'BAD_REQUEST'));
  });

  it('another subscription is refused, and the connection stays', async () => {
    const subscriber = new Subscriber(strict, world.token.token);
    const followed = subscriber.follow('subscription { bulkOperationProgress(id: "1") { state } }');
    await until(() => followed.completed);
    expect(followed.errors.map(({ extensions: { code } }) => code)).toEqual(['UNTRUSTED_DOCUMENT']);
    await subscriber.close();
  });
});

describe('where any document may run', () => {
  it('another one runs, also with the hash that Apollo would register it by', async () => {
    const answer = { status: 200, data: { viewer: { user: { email: world.owner.email } } }, codes: [] };
    expect(await post(free, { query: UNTRUSTED })).toEqual(answer);
    expect(await post(free, { query: UNTRUSTED, extensions: apollo(UNTRUSTED) })).toEqual(answer);
    expect(await post(free, { extensions: apollo(UNTRUSTED) })).toEqual(refused(200, 'PERSISTED_QUERY_NOT_FOUND'));
  });

  it('a server without a manifest says so', async () => {
    const unsupported = 'PERSISTED_QUERY_NOT_SUPPORTED';
    expect(await post(plain, { documentId: hash('sha1', VIEWER) })).toEqual(refused(400, unsupported));
    expect(await post(plain, { extensions: apollo(VIEWER) })).toEqual(refused(200, unsupported));
  });
});

describe('a manifest', () => {
  const path = join(tmpdir(), `muster-manifest-${process.pid}.json`);
  afterEach(() => rm(path, { force: true }));
  const schema = (): ReturnType<typeof parseSchema> => parseSchema('type Query { one: Query two: Int }');
  const read = async (content: string): Promise<unknown> => {
    await writeFile(path, content);
    return readTrustedDocuments({ manifest: path, only: false }, { schema, limits: LIMITS });
  };

  it.each([
    ['no JSON', '{', /JSON/],
    ['a list', '["{ two }"]', /it must hold a JSON object/],
    ['none', '{}', /it must hold a JSON object/],
    ['an id with spaces', '{"a b":"{ two }"}', /document a b: is no id/],
    ['no text', '{"a":{}}', /document a: is not a text/],
    ['no GraphQL', '{"a":"{ two"}', /document a: Syntax Error/],
    ['an unknown field', '{"a":"{ two }","b":"{ three }"}', /document b: Cannot query field "three"/],
    ['too many levels', `{"a":"${'{ one '.repeat(20)} { two } ${'}'.repeat(20)}"}`, /document a: .*15 levels deep/],
    ['another hash', `{"sha256:${'0'.repeat(64)}":"{ two }"}`, /has the hash sha256:/],
    [
      'many mistakes',
      JSON.stringify(Object.fromEntries([...'abcde'].map((id) => [id, '{']))),
      /document c: .*\nand 2 more$/,
    ],
  ])('with %s is refused', async (_, content, message) => {
    const reading = read(content);
    await expect(reading).rejects.toThrow(EnvironmentError);
    await expect(reading).rejects.toThrow(`MUSTER_TRUSTED_DOCUMENTS is "${path}", which cannot be used: `);
    await expect(reading).rejects.toThrow(message);
  });

  it('that cannot be used stops the start before anything else is done', async () => {
    const start = (): Promise<unknown> =>
      runServer(
        readEnvironment({ DATABASE_URL: 'postgres://127.0.0.1:1/none', MUSTER_TRUSTED_DOCUMENTS: path }),
        pino({ level: 'silent' }),
      );
    await expect(start()).rejects.toThrow(/MUSTER_TRUSTED_DOCUMENTS is .*ENOENT/);
    await writeFile(path, JSON.stringify({ a: '{ viewer { nothing } }' }));
    await expect(start()).rejects.toThrow(/document a: Cannot query field "nothing" on type "Viewer"/);
  });

  it('is needed where nothing else is to run', () => {
    expect(() => readEnvironment({ MUSTER_TRUSTED_DOCUMENTS_ONLY: 'on' })).toThrow(
      new EnvironmentError('MUSTER_TRUSTED_DOCUMENTS_ONLY is "on"; name the documents in MUSTER_TRUSTED_DOCUMENTS.'),
    );
  });
});
