import { failed, MUTATE, RESOLVE, type HostileCase } from './hostile-case';

const PARSE = 'GRAPHQL_PARSE_FAILED';
const INVALID = 'GRAPHQL_VALIDATION_FAILED';
const mutate = (args: string, selection = 'userErrors { code }'): string =>
  `mutation { bulkMutateIssues(${args}) { ${selection} } }`;

function document(name: string, text: string, ...errors: readonly (readonly [string, string])[]): HostileCase {
  return failed(`document: ${name}`, { document: text }, [
    400,
    ...errors.map(([code, message]) => [code, '', message] as const),
  ]);
}

/** Documents that cannot be run, or that must not. */
export const DOCUMENT_CASES: readonly HostileCase[] = [
  document('blank', ' \n', [PARSE, 'Syntax Error: Unexpected <EOF>.']),
  document('a thousand braces', '{'.repeat(1_000), [PARSE, 'Syntax Error: Expected Name, found "{".']),
  document('an open string', '{ issue(id: "1) { id } }', [PARSE, 'Syntax Error: Unterminated string.']),
  document('SQL', 'select * from groups', [PARSE, 'Syntax Error: Unexpected Name "select".']),
  document('a NUL character', '{ viewer\0 }', [PARSE, 'Syntax Error: Unexpected character: U+0000.']),
  document('an unknown field', '{ issue(id: "1") { nope } }', [INVALID, 'Cannot query field "nope" on type "Issue".']),
  document('a column', '{ issue(id: "1") { organization_id } }', [
    INVALID,
    'Cannot query field "organization_id" on type "Issue".',
  ]),
  document('an unknown argument', '{ issue(id: "1", force: true) { id } }', [
    INVALID,
    'Unknown argument "force" on field "Query.issue".',
  ]),
  document('no argument', '{ issue { id } }', [
    INVALID,
    'Field "issue" argument "id" of type "ID!" is required, but it was not provided.',
  ]),
  document('a null for an id', '{ issue(id: null) { id } }', [INVALID, 'Expected value of type "ID!", found null.']),
  document('a fraction for an id', '{ issue(id: 1.5) { id } }', [
    INVALID,
    'ID cannot represent a non-string and non-integer value: 1.5',
  ]),
  document('a mutation as a query', '{ bulkMutateIssues(ids: [], input: {}) { userErrors { code } } }', [
    INVALID,
    'Cannot query field "bulkMutateIssues" on type "Query".',
  ]),
  document('a misspelt status', mutate('ids: ["1"], input: { status: RESLVED }'), [
    INVALID,
    'Value "RESLVED" does not exist in "IssueStatusUpdate" enum. Did you mean the enum value "RESOLVED" or "UNRESOLVED"? It can be UNRESOLVED, RESOLVED, RESOLVED_IN_NEXT_RELEASE, IGNORED.',
  ]),
  document('a status twice', mutate('ids: ["1"], input: { status: RESOLVED, status: IGNORED }'), [
    INVALID,
    'There can be only one input field named "status".',
  ]),
  document('an unknown input field', mutate('ids: ["1"], input: { stats: RESOLVED }'), [
    INVALID,
    'Field "stats" is not defined by type "BulkMutateIssuesInput". Did you mean "status"?',
  ]),
  document('a bad date', mutate('ids: ["1"], input: { status: RESOLVED }, options: { unchangedSince: "soon" }'), [
    INVALID,
    'DateTime cannot represent an invalid date-time-string soon.',
  ]),
  document('a bad e-mail address', mutate('ids: ["1"], input: { assignedTo: { email: "x" } }'), [
    INVALID,
    'Value is not a valid email address: x',
  ]),
  document('a fragment within itself', '{ ...F } fragment F on Query { ...F }', [
    INVALID,
    'Cannot spread fragment "F" within itself.',
  ]),
  document('an unknown type', 'query ($x: Groups) { issue(id: $x) { id } }', [INVALID, 'Unknown type "Groups".']),
  document('an unknown subscription', 'subscription { issueChanged { id } }', [
    INVALID,
    'Cannot query field "issueChanged" on type "Subscription". Did you mean "issuesChanged"?',
  ]),
  failed('document: an unknown operation', { body: '{"query":"query A { __typename }","operationName":"B"}' }, [
    400,
    ['OPERATION_RESOLUTION_FAILURE', '', 'Unknown operation named "B".'],
  ]),
  failed(
    'a null in a literal list',
    {
      document:
        'mutation ($id: ID = "1") { bulkMutateIssues(ids: [$id], input: { status: RESOLVED }) { userErrors { code } } }',
      variables: { id: null },
    },
    [200, ['BAD_USER_INPUT', 'bulkMutateIssues', 'Argument "ids" has invalid value [$id].']],
  ),
  ...[
    ['issues', 'issues(first: $first) { id }'],
    ['outcomes', 'operation { outcomes(first: $first) { totalCount } }'],
    ['a fragment', '...F'],
  ].map(([name, selection]) =>
    failed(
      `a page of negative size in the answer of a mutation: ${name}`,
      ({ issueId }) => ({
        document: `mutation ($ids: [ID!], $first: Int) { bulkMutateIssues(ids: $ids, input: { status: RESOLVED }) { ${selection} } }
          ${name === 'a fragment' ? 'fragment F on BulkMutateIssuesPayload { operation { issues(first: $first) { totalCount } } }' : ''}`,
        variables: { ids: [issueId], first: -1 },
      }),
      [200, ['BAD_USER_INPUT', 'bulkMutateIssues', 'first must not be negative.']],
    ),
  ),
  failed(
    'variables that are not declared are ignored, an absent one is not',
    { document: MUTATE, variables: { inputs: RESOLVE } },
    [400, ['BAD_USER_INPUT', '', 'Variable "$input" of required type "BulkMutateIssuesInput!" was not provided.']],
  ),
];
