import { posted, repeat, sent, type Attack } from './attack';

const PARSE = '400 GRAPHQL_PARSE_FAILED';
const INVALID = '400 GRAPHQL_VALIDATION_FAILED';
const INPUT = '400 BAD_USER_INPUT';
const RESOLVE = 'input: { status: RESOLVED }';
const BULK = `bulkMutateIssues(ids: ["1"], ${RESOLVE}) { userErrors { code } }`;
const MUTATE = `mutation ($ids: [ID!]) { bulkMutateIssues(ids: $ids, ${RESOLVE}) { userErrors { code } } }`;
const SEARCH =
  'query ($organization: String!, $query: String, $first: Int) { issues(organization: $organization, query: $query, first: $first) { totalCount } }';

/** A document that is refused. */
function document(name: string, text: string, outcome: string): Attack {
  return { name, run: (target) => posted(target, text), outcome };
}

/** Variables of a search that are refused. */
function search(name: string, variables: object, outcome: string): Attack {
  const run: Attack['run'] = (target) => posted(target, SEARCH, { organization: target.organization, ...variables });
  return { name, run, outcome };
}

/** Documents and variables that ask for too much, or are not what they should be. */
export const DOCUMENT_ATTACKS: readonly Attack[] = [
  document('700 aliases', `{ ${repeat(700, (index) => `a${index}: viewer { scopes }`)} }`, INVALID),
  document(
    'aliases of expensive pages',
    `{ ${repeat(50, (index) => `a${index}: issues(organization: "x", first: 100) { nodes { activity(first: 100) { nodes { id } } } }`)} }`,
    INPUT,
  ),
  document('10,000 fields', `{ ${'__typename '.repeat(10_000)} }`, PARSE),
  document('1,000 unknown fields', `{ ${repeat(1_000, (index) => `nothing${index}`)} }`, INVALID),
  document('500 levels', `{ bulkOperation(id: "1") { ${'undoneBy { '.repeat(500)} id ${'} '.repeat(500)} } }`, INVALID),
  document(
    'fragments in a circle',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }',
    INVALID,
  ),
  document(
    'a fragment bomb',
    `{ ...F0 } ${repeat(30, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`)} fragment F30 on Query { viewer { scopes } }`,
    INPUT,
  ),
  document(
    '500 fragments that nobody uses',
    `{ __typename } ${repeat(500, (index) => `fragment F${index} on Query { __typename }`)}`,
    INVALID,
  ),
  document('700 directives', `{ viewer { scopes ${repeat(700, '@include(if: true) ')} } }`, INVALID),
  document('100 KB of brackets', `{ issues(where: ${'['.repeat(100_000)}`, PARSE),
  document('100 KB of braces', '{a'.repeat(50_000), PARSE),
  document('a text that does not end', `{ issue(id: "${'x'.repeat(1_000_000)}`, PARSE),
  document('50 bulk mutations', `mutation { ${repeat(50, (index) => `a${index}: ${BULK}`)} }`, INVALID),
  document('introspection', '{ __schema { types { name fields { name type { name ofType { name } } } } } }', INVALID),
  document('introspection of one type', '{ __type(name: "Issue") { fields { name } } }', INVALID),
  document(
    'a subscription as a request',
    'subscription { issuesChanged(organization: "x") { issueIds } }',
    '400 BAD_REQUEST',
  ),
  document('a number beyond 32 bits', '{ issues(organization: "x", first: 99999999999) { totalCount } }', INVALID),
  search('a number beyond 32 bits in a variable', { first: 99_999_999_999 }, INPUT),
  search('a search of 5 MB', { query: 'x'.repeat(5_000_000) }, '200 INVALID_QUERY'),
  search('a search of 4,000 brackets', { query: '('.repeat(4_000) }, '200 INVALID_QUERY'),
  {
    name: '100,001 ids',
    run: (target) => posted(target, MUTATE, { ids: Array.from({ length: 100_001 }, (_, index) => String(index)) }),
    outcome: '200 SELECTION_TOO_LARGE',
  },
  {
    name: '300,000 ids',
    run: (target) => posted(target, MUTATE, { ids: Array.from({ length: 300_000 }, () => '1') }),
    outcome: INPUT,
  },
  {
    name: '100,000 ids that are no ids',
    run: (target) => posted(target, MUTATE, { ids: Array.from({ length: 100_000 }, () => ({})) }),
    outcome: INPUT,
  },
  {
    name: 'variables of 1,000,000 lists in one another',
    run: (target) =>
      sent(target, {
        body: `{"query":"{ __typename }","variables":{"a":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}}`,
      }),
    outcome: INPUT,
  },
  {
    name: 'a number beyond all numbers',
    run: (target) =>
      sent(target, { body: `{"query":${JSON.stringify(SEARCH)},"variables":{"organization":"x","first":1e999}}` }),
    outcome: INPUT,
  },
  {
    name: 'an operation that is not there',
    run: (target) => sent(target, { body: '{"query":"query A { __typename }","operationName":"B"}' }),
    outcome: '400 OPERATION_RESOLUTION_FAILURE',
  },
  {
    name: 'a document that nobody has stored',
    run: (target) => sent(target, { body: '{"documentId":"constructor"}' }),
    outcome: '400 PERSISTED_QUERY_NOT_SUPPORTED',
  },
];
