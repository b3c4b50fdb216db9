import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { repeat, sent, written, type Attack, type Message } from './attack';

/** The answer is lost where the rest of the request was on its way. */
const TOO_SLOW = /^(408|closed)$/;
const QUERY = '{"query":"{ viewer { scopes } }"}';
const BAD = '400 BAD_REQUEST';
const MUTATION = 'mutation { bulkMutateIssues(ids: ["1"], input: { status: RESOLVED }) { userErrors { code } } }';
const ZEROS = Buffer.alloc(50_000_000);

function request(name: string, message: Message, outcome: Attack['outcome']): Attack {
  return { name, run: (target) => sent(target, message), outcome };
}

/** An event that is larger than it looks. */
function bomb(encoding: string, body: Buffer): Attack {
  const run: Attack['run'] = (target) => {
    const { id, publicKey } = target.project;
    const headers = {
      'x-sentry-auth': `Sentry sentry_key=${publicKey}, sentry_version=7`,
      'content-encoding': encoding,
    };
    return sent(target, { path: `/api/${id}/store/`, headers, body });
  };
  return { name: `50 MB in ${body.length} bytes of ${encoding}`, run, outcome: '413' };
}

function path(target: string, outcome: Attack['outcome'] = /^(400|404)/): Attack {
  return request(`the path ${target.slice(0, 40)}`, { method: 'GET', path: target }, outcome);
}

async function* endless(): AsyncGenerator<string> {
  const piece = 'x'.repeat(65_536);
  for (let sent = 0; sent < 4_000; sent += 1) yield piece;
}

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: muster\r\ncontent-type: application/json\r\n';

/** Bodies, headers, methods and paths. */
export const REQUEST_ATTACKS: readonly Attack[] = [
  request('a batch of 1,000', { body: `[${repeat(1_000, () => QUERY).replaceAll('} {', '},{')}]` }, BAD),
  request(
    'a form',
    { body: 'query=%7B__typename%7D', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    '415 BAD_REQUEST',
  ),
  request(
    'a form with a file',
    { body: '--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    '415 BAD_REQUEST',
  ),
  request('a plain text, as any page can send', { body: QUERY, headers: { 'content-type': 'text/plain' } }, BAD),
  request(
    'a mutation as GET',
    {
      method: 'GET',
      path: `/graphql?query=${encodeURIComponent(MUTATION)}`,
      headers: { 'apollo-require-preflight': '1' },
    },
    '405 BAD_REQUEST',
  ),
  request(
    'a GET that any page can cause',
    { method: 'GET', path: `/graphql?query={__typename}`, headers: { 'content-type': [] } },
    BAD,
  ),
  request(
    'invalid UTF-8 in a document',
    { body: Buffer.concat([Buffer.from('{"query":"{ '), Buffer.from([0xff, 0xfe]), Buffer.from(' }"}')]) },
    '400 GRAPHQL_PARSE_FAILED',
  ),
  request('no JSON', { body: '{"query":' }, BAD),
  request('JSON of 9 MB', { body: `{"query":"${' '.repeat(9_000_000)}"}` }, /^413 BAD_REQUEST|^closed/),
  request('100,000 lists for a body', { body: '['.repeat(100_000) }, BAD),
  request(
    'a key twice, of which the last counts',
    { body: '{"query":"{ viewer { scopes } }","query":"{ nothing }"}' },
    '400 GRAPHQL_VALIDATION_FAILED',
  ),
  request('__proto__', { body: '{"query":"{ __typename }","variables":{"__proto__":{"caller":{}}}}' }, BAD),
  request(
    'constructor.prototype',
    { body: '{"query":"{ __typename }","constructor":{"prototype":{"caller":{}}}}' },
    BAD,
  ),
  request(
    'an unknown token',
    { body: QUERY, headers: { authorization: `Bearer mst_${'x'.repeat(43)}` } },
    '200 UNAUTHENTICATED',
  ),
  request(
    'a token of 10 KB',
    { body: QUERY, headers: { authorization: `Bearer mst_${'x'.repeat(10_000)}` } },
    '200 UNAUTHENTICATED',
  ),
  request('a header of 20 KB', { body: QUERY, headers: { 'x-large': 'x'.repeat(20_000) } }, /^431|^closed/),
  request(
    '3,000 headers',
    { body: QUERY, headers: Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`x-${index}`, 'x'])) },
    /^431|^closed/,
  ),
  request(
    'an idempotency key of 10 KB',
    { body: JSON.stringify({ query: MUTATION }), headers: { 'idempotency-key': 'x'.repeat(10_000) } },
    '200 INVALID_INPUT',
  ),
  request('a body without end', { body: endless() }, /^413 BAD_REQUEST|^closed/),
  request('a compressed request', { body: gzipSync(QUERY), headers: { 'content-encoding': 'gzip' } }, BAD),
  bomb('gzip', gzipSync(ZEROS)),
  bomb('deflate', deflateSync(ZEROS)),
  bomb('br', brotliCompressSync(ZEROS, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })),
  path('/graphql/../healthz'),
  path('/graphiql/../../../etc/passwd'),
  path('/graphiql/%2e%2e%2f%2e%2e%2fpackage.json'),
  path('/graphql%00'),
  path('/api/0/organizations/%ff%fe/issues/'),
  path('//graphql'),
  path(`/${'x'.repeat(20_000)}`, /^431|^closed/),
  ...['TRACE', 'PUT', 'DELETE', 'PROPFIND'].map((method) => request(`the method ${method}`, { method }, /^40[04]/)),
  {
    name: 'a request that is none',
    run: (target) => written(target, ['\u0000\u0001\u0002 nothing\r\n\r\n']),
    outcome: '400',
  },
  {
    name: 'two lengths',
    run: (target) => written(target, [`${HEAD}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`]),
    outcome: '400',
  },
  {
    name: 'a length below zero',
    run: (target) => written(target, [`${HEAD}content-length: -1\r\n\r\n`]),
    outcome: '400',
  },
  {
    name: 'a body that comes a byte at a time',
    run: (target) => written(target, [`${HEAD}content-length: 1000\r\n\r\n`, ...'x'.repeat(200)], 100),
    outcome: TOO_SLOW,
  },
  {
    name: 'headers that come a byte at a time',
    run: (target) => written(target, ['POST /graphql HTTP/1.1\r\n', ...'x'.repeat(200)], 100),
    outcome: TOO_SLOW,
  },
  { name: 'a connection that says nothing', run: (target) => written(target, []), outcome: TOO_SLOW },
];
