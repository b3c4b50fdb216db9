import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { IngestServer, type SentRequest } from '../../support/ingest-server';
import { buildProject, type TestProject } from '../../support/build/organization';
import { useTestDatabase } from '../../support/test-database';

const TEXT: unknown = expect.any(String);
const MAX_BYTES = 20_000;
const ID = 'af536c31b68a473f97e579507ce155e3';

const database = useTestDatabase();
let server: IngestServer;
let project: TestProject;
beforeAll(async () => {
  server = await IngestServer.start(database, { maxEventBytes: MAX_BYTES });
});
afterAll(() => server.stop());
beforeEach(async () => {
  project = await buildProject(database);
});

const keyHeader = () => ({ 'x-sentry-auth': `Sentry sentry_key=${project.publicKey}, sentry_version=7` });

function store(body: string | Buffer, more: SentRequest['headers'] = {}) {
  return server.send(`/api/${project.id}/store/`, { headers: { ...keyHeader(), ...more }, chunks: [body] });
}

function envelope(body: string) {
  return server.send(`/api/${project.id}/envelope/`, { headers: keyHeader(), chunks: [body] });
}

async function events(): Promise<number> {
  const rows = await database.query('select from events where organization_id = $1', [project.organizationId]);
  return rows.length;
}

const EVENT = JSON.stringify({ event_id: ID, message: 'm' });

describe('the key', () => {
  const post = (path: string, headers: SentRequest['headers'] = {}, body = EVENT) =>
    server.send(path, { headers, chunks: [body] });

  it.each<[string, (key: string) => [path: string, headers: SentRequest['headers']]]>([
    ['in x-sentry-auth', (key) => ['store/', { 'x-sentry-auth': `Sentry sentry_version=7, sentry_key=${key}` }]],
    ['in authorization', (key) => ['store/', { authorization: `Sentry sentry_key=${key}` }]],
    ['in the query', (key) => [`store/?sentry_key=${key}`, {}]],
    ['without slash at the end', (key) => [`store?sentry_key=${key}`, {}]],
  ])('may stand %s', async (_name, request) => {
    const [path, headers] = request(project.publicKey);
    expect(await post(`/api/${project.id}/${path}`, headers)).toMatchObject({ status: 200, body: { id: ID } });
    expect(await events()).toBe(1);
  });

  it("may stand in the envelope's DSN", async () => {
    const dsn = `http://${project.publicKey}@localhost:1/${project.id}`;
    const body = `${JSON.stringify({ dsn })}\n{"type":"event"}\n${EVENT}`;
    expect(await post(`/api/${project.id}/envelope`, {}, body)).toMatchObject({ status: 200, body: { id: ID } });
  });

  it.each<[string, number, (key: string) => string]>([
    ['none', 401, () => ''],
    ['an unknown one', 401, () => '?sentry_key=00000000000000000000000000000000'],
    ['a malformed one', 401, () => '?sentry_key=%00%27'],
    ['two', 401, (key) => `?sentry_key=${key}&sentry_key=${key}`],
  ])('%s: %d', async (_name, status, search) => {
    const answer = await post(`/api/${project.id}/store/${search(project.publicKey)}`);
    expect(answer).toMatchObject({ status, headers: { 'x-sentry-error': TEXT } });
    expect(await events()).toBe(0);
  });

  it('of another project: 403; switched off: 401', async () => {
    const other = await buildProject(database, { organizationId: project.organizationId });
    for (const id of [other.id, '0', '999999999999999999999', 'x', '%00']) {
      expect(await post(`/api/${id}/store/`, keyHeader())).toMatchObject({ status: 403 });
    }
    await database.query('update project_keys set active = false where public_key = $1', [project.publicKey]);
    expect(await post(`/api/${project.id}/store/`, keyHeader())).toMatchObject({ status: 401 });
  });
});

type Refused = readonly [body: Buffer | string, headers?: SentRequest['headers']];

describe('the body', () => {
  const zipped = {
    gzip: gzipSync(EVENT),
    'x-gzip': gzipSync(EVENT),
    deflate: deflateSync(EVENT),
    br: brotliCompressSync(EVENT),
    identity: EVENT,
    GZIP: gzipSync(EVENT),
  };

  it.each(Object.entries(zipped))('may be %s', async (encoding, body) => {
    expect(await store(body, { 'content-encoding': encoding })).toMatchObject({ status: 200, body: { id: ID } });
  });

  it('may be a bare deflate stream', async () => {
    expect(await store(deflateRawSync(EVENT), { 'content-encoding': 'deflate' })).toMatchObject({ status: 200 });
  });

  it.each([
    'application/json',
    'text/plain;charset=UTF-8',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'nonsense',
    ';',
    'application/json; charset=latin1',
  ])('may call itself %s', async (type) => {
    expect(await store(EVENT, { 'content-type': type })).toMatchObject({ status: 200 });
  });

  it.each<[string, number, Refused]>([
    ['no JSON', 400, ['hello']],
    ['a list', 400, ['[]']],
    ['nothing', 400, ['']],
    ['nested nine thousand deep', 400, [`{"a":${'['.repeat(9_000)}${']'.repeat(9_000)}}`]],
    ['not gzip', 400, ['hello', { 'content-encoding': 'gzip' }]],
    ['half of a gzip', 400, [gzipSync('x'.repeat(5_000)).subarray(0, 20), { 'content-encoding': 'gzip' }]],
    ['not brotli', 400, [Buffer.alloc(9, 0xff), { 'content-encoding': 'br' }]],
    ['not deflate', 400, [Buffer.alloc(9, 0xff), { 'content-encoding': 'deflate' }]],
    ['of an unknown encoding', 400, [EVENT, { 'content-encoding': 'zstd' }]],
    ['too large', 413, [JSON.stringify({ message: 'x'.repeat(MAX_BYTES) })]],
    ['too large when unfolded', 413, [gzipSync('x'.repeat(1_000_000)), { 'content-encoding': 'gzip' }]],
    ['a brotli bomb', 413, [brotliCompressSync(Buffer.alloc(5_000_000)), { 'content-encoding': 'br' }]],
  ])('that is %s: %d', async (_name, status, [body, headers]) => {
    const answer = await store(body, headers);
    expect(answer).toMatchObject({
      status,
      body: { detail: answer.headers['x-sentry-error'] },
      headers: { 'x-sentry-error': TEXT, 'access-control-allow-origin': '*' },
    });
    expect(await events()).toBe(0);
  });

  it('that is too large without saying so is refused as well', async () => {
    const chunks = Array.from({ length: 30 }, () => 'x'.repeat(1_000));
    const answer = await server.send(`/api/${project.id}/store/`, { headers: keyHeader(), chunks });
    expect(answer.status).toBe(413);
  });

  it('is kept as it was sent, NUL and halves of characters included', async () => {
    const text = '{ "message" : "a\\u0000b\\ud800" , "n": 1.50, "n": 12345678901234567890 }';
    const { body } = await store(text);
    const [row] = await database.query<{ payload: string; title: string }>(
      `select payload::text, title from events where organization_id = $1 and event_id = $2`,
      [project.organizationId, body['id']],
    );
    expect(row).toEqual({ payload: text, title: 'ab' });
  });
});

describe('an envelope', () => {
  it('without an event is answered with its id, or with nothing', async () => {
    expect(await envelope(`{"event_id":"${ID}"}\n{"type":"session"}\n{}`)).toMatchObject({
      status: 200,
      body: { id: ID },
    });
    expect((await envelope('{}\n{"type":"client_report"}\n{}')).body).toEqual({});
    expect((await envelope('{}')).body).toEqual({});
    expect(await events()).toBe(0);
  });

  it('gives its id, dashes or not, to an event without one, and one without any gets one', async () => {
    const dashed = 'AF536C31-b68a-473f-97e5-79507ce155e3';
    expect((await envelope(`{"event_id":"${dashed}"}\n{"type":"event"}\n{}`)).body).toEqual({ id: ID });
    expect((await envelope('{}\n{"type":"event"}\n{}')).body).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
    });
    expect(await events()).toBe(2);
  });

  it('of more than 100 events is refused whole, and says how many it may hold', async () => {
    const some = (count: number) => `{}\n${'{"type":"event"}\n{}\n'.repeat(count)}`;
    expect(await envelope(some(101))).toMatchObject({
      status: 413,
      headers: { 'x-sentry-error': 'An envelope may hold at most 100 events.' },
    });
    expect(await events()).toBe(0);
    expect((await envelope(some(100))).status).toBe(200);
    expect(await events()).toBe(100);
  });

  it.each([['hello'], ['{}\nhello\n'], ['{}\n{"type":"event","length":99}\n{}'], ['{}\n{"type":"event"}\n[]']])(
    'that is malformed is refused whole: %j',
    async (text) => {
      expect(await envelope(text)).toMatchObject({ status: 400, headers: { 'x-sentry-error': TEXT } });
      expect(await events()).toBe(0);
    },
  );

  it("takes the sender's address where the user's is {{auto}}", async () => {
    await envelope('{}\n{"type":"event"}\n{"user":{"ip_address":"{{auto}}"}}');
    const [row] = await database.query('select tags from events where organization_id = $1', [project.organizationId]);
    expect(row).toMatchObject({ tags: { user: 'ip:127.0.0.1' } });
  });
});

describe('a browser', () => {
  it('reads the answer from any page', async () => {
    const { headers } = await store(EVENT, { origin: 'http://a.b' });
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'x-sentry-error,x-sentry-rate-limits,retry-after',
    });
  });

  it('may ask first', async () => {
    const answer = await server.send(`/api/${project.id}/envelope/`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://a.b',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-sentry-auth',
      },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-allow-methods']).toContain('POST');
    expect(answer.headers['access-control-allow-headers']).toContain('x-sentry-auth');
  });
});

describe('an event sent twice', () => {
  it('is answered 200 both times and kept once', async () => {
    expect(await store(EVENT)).toMatchObject({ status: 200, body: { id: ID } });
    expect(await store(EVENT)).toMatchObject({ status: 200, body: { id: ID } });
    expect(await events()).toBe(1);
  });
});

it('200 events of one fingerprint at the same time make one issue with exact counts', async () => {
  const sent = Array.from({ length: 200 }, (_, index) =>
    store(JSON.stringify({ message: `order ${index} failed`, user: { id: index % 50 } })),
  );
  expect(new Set((await Promise.all(sent)).map(({ status }) => status))).toEqual(new Set([200]));
  const issues = await database.query(
    `select times_seen::int as times, users_seen as people from group_counters where organization_id = $1`,
    [project.organizationId],
  );
  expect(issues).toEqual([{ times: 200, people: 50 }]);
  expect(await events()).toBe(200);
});
