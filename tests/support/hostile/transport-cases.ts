import {
  failed,
  MUTATE,
  refused,
  RESOLVE,
  type ExpectedError,
  type HostileCase,
  type HostileRequest,
} from './hostile-case';
import type { HostileWorld } from './hostile-world';

const INVALID_JSON =
  'The body is not valid JSON, or has a key that every object inherits (__proto__, constructor.prototype).';
const MEDIA = 'Send JSON, with the header content-type: application/json.';
const TOKEN = 'Send a valid token as Authorization: Bearer TOKEN.';
const BATCH = '{"query":"{ viewer { scopes } }"}';

/** A body that never becomes a request. */
function body(name: string, request: HostileRequest, [status, message]: readonly [number, string]): HostileCase {
  return failed(`body: ${name}`, request, [status, ['BAD_REQUEST', '', message]]);
}

const mutation = ({ issueId }: HostileWorld): HostileRequest => ({
  document: MUTATE,
  variables: { ids: [issueId], input: RESOLVE },
});

/** A caller whom nothing is told and who changes nothing. */
function stranger(
  name: string,
  token: (world: HostileWorld) => Pick<HostileRequest, 'token' | 'headers'>,
): HostileCase[] {
  const documents: readonly (readonly [string, string, (world: HostileWorld) => HostileRequest])[] = [
    ['mutation', 'bulkMutateIssues', mutation],
    ['query', 'issue', ({ issueId }) => ({ document: `{ issue(id: "${issueId}") { title } }` })],
  ];
  return documents.map(([kind, path, request]) =>
    failed(`${name}: ${kind}`, (world) => ({ ...request(world), ...token(world) }), [
      200,
      ['UNAUTHENTICATED', path, TOKEN],
    ]),
  );
}

const lacks = (scope: string): string => `This token lacks the scope ${scope}.`;

/** A token without the scope that a query needs. */
function scopeless(
  path: string,
  selection: (world: HostileWorld) => string,
  [token, scope]: readonly [keyof HostileWorld['tokens'], string],
): HostileCase {
  return failed(
    `${token} token: ${path}`,
    (world) => ({ document: `{ ${selection(world)} }`, token: world.tokens[token] }),
    [200, ['PERMISSION_DENIED', path, lacks(scope)]],
  );
}

const denied: ExpectedError = ['PERMISSION_DENIED', '', lacks('event:write')];

/** Bodies, methods and tokens. */
export const TRANSPORT_CASES: readonly HostileCase[] = [
  body('cut off', { body: '{"query":' }, [400, INVALID_JSON]),
  body('empty', { body: '' }, [400, 'The body is empty; send a JSON object with the field query.']),
  body('__proto__ in variables', { body: '{"query":"{__typename}","variables":{"__proto__":{"admin":true}}}' }, [
    400,
    INVALID_JSON,
  ]),
  body(
    'constructor.prototype in variables',
    { body: '{"query":"{__typename}","variables":{"constructor":{"prototype":{"admin":true}}}}' },
    [400, INVALID_JSON],
  ),
  body('no UTF-8', { body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) }, [400, INVALID_JSON]),
  body('too large', { body: `{"query":"${' '.repeat(9_000_000)}"}` }, [
    413,
    'The body is larger than this server takes.',
  ]),
  body('null', { body: 'null' }, [400, 'POST body missing, invalid Content-Type, or JSON object has no keys.']),
  body('a number', { body: '5' }, [400, 'POST body missing, invalid Content-Type, or JSON object has no keys.']),
  body('no query', { body: '{}' }, [400, 'POST body missing, invalid Content-Type, or JSON object has no keys.']),
  body('a number for the query', { body: '{"query":5}' }, [400, 'GraphQL queries must be strings.']),
  body('a batch', { body: `[${BATCH},${BATCH}]` }, [400, 'Operation batching disabled.']),
  body('a batch of none', { body: '[]' }, [400, 'Operation batching disabled.']),
  body('a list for variables', { body: '{"query":"{__typename}","variables":[]}' }, [
    400,
    '`variables` in a POST body must be an object if provided.',
  ]),
  body('a string for variables', { body: '{"query":"{__typename}","variables":"{}"}' }, [
    400,
    '`variables` in a POST body should be provided as an object, not a recursively JSON-encoded string.',
  ]),
  body(
    'variables of 50,000 nested lists',
    { body: `{"query":"{__typename}","variables":${'['.repeat(50_000)}${']'.repeat(50_000)}}` },
    [400, '`variables` in a POST body must be an object if provided.'],
  ),
  body('a number for the operation name', { body: '{"query":"{__typename}","operationName":5}' }, [
    400,
    '`operationName` in a POST body must be a string if provided.',
  ]),
  ...[
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/graphql',
  ].map((type) => body(`as ${type}`, { body: BATCH, headers: { 'content-type': type } }, [415, MEDIA])),
  failed(
    'a stored query that nobody stored',
    { body: '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}' },
    [200, ['PERSISTED_QUERY_NOT_SUPPORTED', '', 'PersistedQueryNotSupported']],
  ),
  ...stranger('no token', () => ({ token: null })),
  ...stranger('an unknown token', () => ({ token: `mst_${'a'.repeat(43)}` })),
  ...stranger('an expired token', ({ tokens }) => ({ token: tokens.expired })),
  ...stranger('a revoked token', ({ tokens }) => ({ token: tokens.revoked })),
  ...stranger('the token of a member who left', ({ tokens }) => ({ token: tokens.ofInactive })),
  ...stranger('a truncated token', ({ tokens }) => ({ token: tokens.member.slice(0, -1) })),
  ...stranger('a token with more', ({ tokens }) => ({ token: `${tokens.member}a` })),
  ...stranger('a token in upper case', ({ tokens }) => ({ token: tokens.member.toUpperCase() })),
  ...stranger('a token that is SQL', () => ({ token: "mst_' or 1=1 --" })),
  ...stranger('another scheme', ({ tokens }) => ({ headers: { authorization: `Basic ${tokens.member}` } })),
  ...stranger('a token twice', ({ tokens }) => ({
    headers: { authorization: `Bearer ${tokens.member}, Bearer ${tokens.member}` },
  })),
  ...(['readOnly', 'writeOnly', 'organizationReader', 'nothing'] as const).map((token): HostileCase => ({
    ...refused(`${token} token: bulkMutateIssues`, {}, denied),
    request: (world) => ({ ...mutation(world), token: world.tokens[token] }),
  })),
  scopeless('issue', ({ issueId }) => `issue(id: "${issueId}") { id }`, ['organizationReader', 'event:read']),
  scopeless('issues', ({ organization: slug }) => `issues(organization: "${slug}") { totalCount }`, [
    'nothing',
    'event:read',
  ]),
  scopeless(
    'issueByShortId',
    ({ organization: slug, shortId }) => `issueByShortId(organization: "${slug}", shortId: "${shortId}") { id }`,
    ['writeOnly', 'event:read'],
  ),
  scopeless('bulkOperation', ({ foreignOperationId: id }) => `bulkOperation(id: "${id}") { id }`, [
    'nothing',
    'event:read',
  ]),
  scopeless('bulkOperations', ({ organization: slug }) => `bulkOperations(organization: "${slug}") { totalCount }`, [
    'organizationReader',
    'event:read',
  ]),
  scopeless('organization', ({ organization: slug }) => `organization(slug: "${slug}") { name }`, [
    'readOnly',
    'org:read',
  ]),
  ...['hasSeen', 'isBookmarked', 'isSubscribed'].map((mark): HostileCase => ({
    ...refused(`T11 ${mark} with a token without a user`, {}, [
      'ACTOR_REQUIRED',
      `input.${mark}`,
      'This needs a token that belongs to a user.',
    ]),
    request: ({ issueId, tokens }) => ({
      document: MUTATE,
      variables: { ids: [issueId], input: { [mark]: true } },
      token: tokens.withoutUser,
    }),
  })),
  {
    ...refused('S6 a search of the whole installation', {}, [
      'MULTIPLE_ORGANIZATIONS',
      'where.organization',
      'The issues belong to several organizations; name one in where.organization.',
    ]),
    request: ({ tokens }) => ({
      document: MUTATE,
      variables: { where: { all: true }, input: RESOLVE },
      token: tokens.installation,
    }),
  },
];
