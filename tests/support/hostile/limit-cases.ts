import { failed, MUTATE, RESOLVE, type HostileCase } from './hostile-case';

const INVALID = 'GRAPHQL_VALIDATION_FAILED';
const BULK = 'bulkMutateIssues(ids: [], input: { status: RESOLVED }) { userErrors { code } }';
const BULK_FIELDS = 'bulkMutateIssues, deleteIssues, undoBulkOperation';
const tooExpensive = (points: number): string =>
  `The operation would cost ${points} points of at most 200000; ask for smaller pages or fewer fields.`;
const TOO_EXPENSIVE = tooExpensive(510_201);
const page = (first: string, selection: string): string =>
  `issues(organization: "acme", first: ${first}) { nodes { ${selection} } }`;

function repeat(times: number, make: (index: number) => string): string {
  return Array.from({ length: times }, (_, index) => make(index)).join(' ');
}

function document(name: string, text: string, [status, code, message]: readonly [number, string, string]): HostileCase {
  return failed(`beyond the limits: ${name}`, { document: text }, [status, [code, '', message]]);
}

function invalid(name: string, text: string, message: string): HostileCase {
  return document(name, text, [400, INVALID, message]);
}

/** Documents and variables that are well formed and ask for too much. */
export const LIMIT_CASES: readonly HostileCase[] = [
  document('10,000 fields', `{ ${'__typename '.repeat(10_000)} }`, [
    400,
    'GRAPHQL_PARSE_FAILED',
    'Syntax Error: Document contains more that 5000 tokens. Parsing aborted.',
  ]),
  document('100 KB of brackets', `{ issues(where: ${'['.repeat(100_000)}`, [
    400,
    'GRAPHQL_PARSE_FAILED',
    'Syntax Error: The document is nested too deeply.',
  ]),
  invalid(
    '51 aliases',
    `{ ${repeat(51, (index) => `a${index}: viewer { scopes }`)} }`,
    'The operation has more than 50 aliases.',
  ),
  invalid(
    '60 aliases in a fragment',
    `{ ...F } fragment F on Query { ${repeat(60, (index) => `a${index}: viewer { scopes }`)} }`,
    'The operation has more than 50 aliases.',
  ),
  invalid(
    '51 directives',
    `{ viewer { ${repeat(51, () => 'scopes @include(if: true)')} } }`,
    'The operation has more than 50 directives.',
  ),
  invalid(
    'issues of operations of operations',
    `{ bulkOperation(id: "1") { ${'undoneBy { undoes { '.repeat(10)} id ${'} }'.repeat(10)} } }`,
    'The operation is more than 15 levels deep.',
  ),
  invalid(
    'two bulk mutations',
    `mutation { a: ${BULK} b: ${BULK} }`,
    `The operation has 2 bulk mutations (${BULK_FIELDS}); at most 1 can run at a time.`,
  ),
  invalid(
    'bulk mutations of two kinds, in fragments',
    `mutation { ...A ... on Mutation { deleteIssues(ids: []) { userErrors { code } } } } fragment A on Mutation { ${BULK} }`,
    `The operation has 2 bulk mutations (${BULK_FIELDS}); at most 1 can run at a time.`,
  ),
  document(
    'pages of pages',
    `{ ${page('100', `activity(first: 100) { nodes { ${repeat(25, () => 'id type')} } }`)} }`,
    [400, 'BAD_USER_INPUT', TOO_EXPENSIVE],
  ),
  failed(
    'beyond the limits: pages of pages, by a variable',
    {
      document: `query ($n: Int) { ${page('$n', `activity(first: $n) { nodes { ${repeat(25, () => 'id type')} } }`)} }`,
      variables: { n: 1_000_000 },
    },
    [400, ['BAD_USER_INPUT', '', TOO_EXPENSIVE]],
  ),
  document(
    'the largest pages of outcomes',
    '{ bulkOperations(organization: "acme", first: 100) { nodes { outcomes(first: 1000) { nodes { issueId status } } } } }',
    [400, 'BAD_USER_INPUT', tooExpensive(300_201)],
  ),
  document(
    'payloads of events, each several times',
    `{ ${page('100', `latestEvent { ${repeat(5, (index) => `p${index}: payload`)} }`)} }`,
    [400, 'BAD_USER_INPUT', tooExpensive(250_201)],
  ),
  document(
    'fragments that double one another',
    `{ ...F0 } ${repeat(20, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`)} fragment F20 on Query { viewer { scopes } }`,
    [400, 'BAD_USER_INPUT', tooExpensive(2_097_152)],
  ),
  failed(
    'beyond the limits: 300,000 ids',
    { document: MUTATE, variables: { ids: Array.from({ length: 300_000 }, () => '1'), input: RESOLVE } },
    [400, ['BAD_USER_INPUT', '', 'The variables have more than 250000 values in their lists; send fewer at a time.']],
  ),
];
