import { BAD_QUERIES } from './bad-queries';
import { failed, type ExpectedError, type HostileCase } from './hostile-case';
import type { HostileWorld } from './hostile-world';

const ISSUES = `
  query ($organization: String!, $projects: [String!], $query: String, $sort: IssueSort, $first: Int, $after: String, $last: Int, $before: String) {
    issues(organization: $organization, projects: $projects, query: $query, sort: $sort, first: $first, after: $after, last: $last, before: $before) {
      totalCount nodes { id title }
    }
  }`;

type Given = Readonly<Record<string, unknown>>;

/** A search of the caller's organization. */
function issues(
  name: string,
  given: Given | ((world: HostileWorld) => Given),
  [code, message, details]: readonly [string, string, object?],
): HostileCase {
  return failed(
    `issues: ${name}`,
    (world) => ({
      document: ISSUES,
      variables: { organization: world.organization, ...(typeof given === 'function' ? given(world) : given) },
    }),
    [200, details === undefined ? [code, 'issues', message] : [code, 'issues', message, details]],
  );
}

/** The same, with variables that do not fit. */
function unfitting(name: string, variables: Given, message: string): HostileCase {
  const given = { document: ISSUES, variables: { organization: 'any', ...variables } };
  return failed(`issues: ${name}`, given, [400, ['BAD_USER_INPUT', '', message]]);
}

/** A connection with a bad page argument. */
function page(path: string, selection: (world: HostileWorld) => string, error: ExpectedError): HostileCase {
  return failed(`${path}: ${error[2]}`, (world) => ({ document: `{ ${selection(world)} }` }), [200, error]);
}

const cursor = (...parts: readonly unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
const named = (text: string): string => Buffer.from(text).toString('base64url');
const NO_CURSOR = 'after is not a cursor of this list.';
const NEGATIVE = 'first must not be negative.';
const BAD = 'BAD_USER_INPUT';
const MILLISECONDS = '1700000000000';
const AFTER: readonly (readonly [string, (world: HostileWorld) => string])[] = [
  ['empty', () => ''],
  ['no base64', () => 'ä"\0'],
  ['a million characters', () => 'x'.repeat(1_000_000)],
  ['JSON of another kind', () => named('{"__proto__":{}}')],
  ['of another organization', ({ foreign }) => cursor('LAST_SEEN', foreign.organization.id, MILLISECONDS, '1')],
  ['of another sort', ({ foreign }) => cursor('TIMES_SEEN', foreign.organization.id, '5', '1')],
  ['beyond 64 bits', ({ foreign }) => cursor('LAST_SEEN', foreign.organization.id, MILLISECONDS, '9'.repeat(19))],
  ['with SQL', ({ foreign }) => cursor('LAST_SEEN', foreign.organization.id, MILLISECONDS, '1; drop table groups')],
  ['of another list', () => named('operations:1')],
];

/** Mistakes in queries. */
export const READING_CASES: readonly HostileCase[] = [
  ...BAD_QUERIES.map(([query, message, position]) =>
    issues(
      `query ${query.length > 50 ? `${query.slice(0, 10)}… (${query.length})` : JSON.stringify(query)}`,
      { query },
      ['INVALID_QUERY', message, { position }],
    ),
  ),
  issues('first: -1', { first: -1 }, [BAD, NEGATIVE]),
  issues('first: -2^31', { first: -2147483648 }, [BAD, NEGATIVE]),
  issues('last: -1', { last: -1 }, [BAD, 'last must not be negative.']),
  issues('first with last', { first: 1, last: 1 }, [BAD, 'Give first or last, not both.']),
  issues('first: 0 with last: 0', { first: 0, last: 0 }, [BAD, 'Give first or last, not both.']),
  ...AFTER.map(([name, after]) => issues(`after: ${name}`, (world) => ({ after: after(world) }), [BAD, NO_CURSOR])),
  issues('before: malformed', { before: 'x' }, [BAD, 'before is not a cursor of this list.']),
  unfitting(
    'first: 2^31',
    { first: 2 ** 31 },
    'Variable "$first" got invalid value 2147483648; Int cannot represent non 32-bit signed integer value: 2147483648',
  ),
  unfitting(
    'first: 1.5',
    { first: 1.5 },
    'Variable "$first" got invalid value 1.5; Int cannot represent non-integer value: 1.5',
  ),
  unfitting(
    'no organization',
    { organization: null },
    'Variable "$organization" of non-null type "String!" must not be null.',
  ),
  unfitting(
    'organization: a list',
    { organization: ['a', 'b'] },
    'Variable "$organization" got invalid value ["a", "b"]; String cannot represent a non string value: ["a", "b"]',
  ),
  unfitting(
    'sort: unknown',
    { sort: 'RANDOM' },
    'Variable "$sort" got invalid value "RANDOM"; Value "RANDOM" does not exist in "IssueSort" enum. It can be LAST_SEEN, FIRST_SEEN, TIMES_SEEN, USERS_SEEN, PRIORITY, INBOX.',
  ),
  page('bulkOperations', (w) => `bulkOperations(organization: "${w.organization}", first: -1) { totalCount }`, [
    BAD,
    'bulkOperations',
    NEGATIVE,
  ]),
  page('bulkOperations', (w) => `bulkOperations(organization: "${w.organization}", after: "x") { totalCount }`, [
    BAD,
    'bulkOperations',
    NO_CURSOR,
  ]),
  page('activity', (w) => `issue(id: "${w.issueId}") { activity(first: -1) { totalCount } }`, [
    BAD,
    'issue.activity',
    NEGATIVE,
  ]),
  page('activity', (w) => `issue(id: "${w.issueId}") { activity(after: "${named('members:1')}") { totalCount } }`, [
    BAD,
    'issue.activity',
    NO_CURSOR,
  ]),
  page('members', (w) => `organization(slug: "${w.organization}") { members(first: -1) { totalCount } }`, [
    BAD,
    'organization.members',
    NEGATIVE,
  ]),
  page('projects', (w) => `organization(slug: "${w.organization}") { projects(after: "' or 1=1 --") { totalCount } }`, [
    BAD,
    'organization.projects',
    NO_CURSOR,
  ]),
];
