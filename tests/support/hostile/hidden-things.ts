import { MUTATE, RESOLVE, type HostileRequest } from './hostile-case';
import type { HostileWorld } from './hostile-world';

type Named = readonly [name: string, text: (world: HostileWorld) => string | number];

/** What may be given for the id of an issue and leads to none that the caller sees. */
export const HIDDEN_ISSUES: readonly Named[] = [
  ['unknown', () => '9223372036854775807'],
  ['of another organization', ({ hidden }) => hidden.foreign],
  ['of an invisible project', ({ hidden }) => hidden.invisible],
  ['about to be deleted', ({ hidden }) => hidden.deleted],
  ['beyond 64 bits', () => '9223372036854775808'],
  ['far beyond 64 bits', () => '9'.repeat(1_000)],
  ['zero', () => 0],
  ['negative', () => -1],
  ['beyond what a number can hold', () => 2 ** 63],
  ['with a leading zero', ({ issueId }) => `0${issueId}`],
  ['with a sign', ({ issueId }) => `+${issueId}`],
  ['with a space', ({ issueId }) => ` ${issueId}`],
  ['with a line feed', ({ issueId }) => `${issueId}\n`],
  ['with a decimal point', ({ issueId }) => `${issueId}.0`],
  ['in hexadecimal', ({ issueId }) => `0x${Number(issueId).toString(16)}`],
  ['in Arabic digits', () => '\u0661'],
  ['in fullwidth digits', () => '\uff11'],
  ['with a zero-width space', ({ issueId }) => `${issueId}\u200b`],
  ['with an emoji', () => '\u{1f41b}'],
  ['with half a character', () => '\ud83d'],
  ['with a NUL character', ({ issueId }) => `${issueId}\0`],
  ['empty', () => ''],
  ['a short id', ({ shortId }) => shortId],
  ['SQL', ({ issueId }) => `${issueId}'; drop table groups; --`],
  ['SQL without quotes', ({ issueId }) => `${issueId} or true`],
  ['an array of PostgreSQL', ({ issueId }) => `{${issueId}}`],
  ['a name that objects inherit', () => '__proto__'],
  ['a million characters', () => 'x'.repeat(1_000_000)],
];

/** Legal calls that are about one such issue. */
export const CALLS: Readonly<Record<string, (id: string | number) => HostileRequest>> = {
  'every attribute': (id) =>
    mutate({ ids: [id], input: { ...RESOLVE, priority: 'HIGH', hasSeen: true, isPublic: true } }),
  'named twice': (id) => mutate({ ids: [id, id], input: RESOLVE }),
  'with an expected version': (id) =>
    mutate({ ids: [id], input: RESOLVE, options: { expectedVersions: [{ id, version: 1 }] } }),
  'narrowed by where': (id) => mutate({ ids: [id], input: { priority: 'LOW' }, where: { all: true, query: 'Error' } }),
  'a dry run': (id) => mutate({ ids: [id], input: RESOLVE, options: { dryRun: true } }),
};

type Reading = readonly [name: string, document: (world: HostileWorld) => string, things: readonly Named[]];

const issueShortId: Named = ['of another organization', ({ foreign }) => `${foreign.project.slug}-1`];
const unknown: Named = ['unknown', () => 'no-such-thing'];
const odd: readonly Named[] = [
  ['empty', () => ''],
  ['a NUL character', () => '\0'],
  ['SQL', () => "' or '1'='1"],
  ['a wildcard', () => '%'],
  ['a name that objects inherit', () => '__proto__'],
  ['a million characters', () => 'x'.repeat(1_000_000)],
];
const anOrganization: readonly Named[] = [unknown, ['another one', ({ foreign }) => foreign.organization.slug], ...odd];

const anOperation: readonly Named[] = [
  ['unknown', () => '9223372036854775807'],
  ['of another organization', ({ foreignOperationId }) => foreignOperationId],
  ['beyond 64 bits', () => '9223372036854775808'],
  ['negative', () => -1],
  ...odd,
];

/** Queries, and an undo, by one argument, `$given`, with things that are to be answered alike: unknown ones and hidden ones. */
export const READINGS: readonly Reading[] = [
  ['issue', () => 'query ($given: ID!) { issue(id: $given) { id title } }', HIDDEN_ISSUES],
  [
    'issueByShortId',
    ({ organization }) =>
      `query ($given: String!) { issueByShortId(organization: "${organization}", shortId: $given) { id } }`,
    [unknown, issueShortId, ['of an invisible project', ({ invisibleProject }) => `${invisibleProject}-1`], ...odd],
  ],
  [
    'issueByShortId in an organization',
    ({ shortId }) => `query ($given: String!) { issueByShortId(organization: $given, shortId: "${shortId}") { id } }`,
    anOrganization,
  ],
  ['issues', () => 'query ($given: String!) { issues(organization: $given) { totalCount } }', anOrganization],
  [
    'issues of a project',
    ({ organization }) =>
      `query ($given: String!) { issues(organization: "${organization}", projects: [$given]) { totalCount } }`,
    [
      unknown,
      ['invisible', ({ invisibleProject }) => invisibleProject],
      ['of another organization', ({ foreign }) => foreign.project.slug],
      ...odd,
    ],
  ],
  [
    'issues that a search for a project finds',
    ({ organization }) =>
      `query ($given: String!) { issues(organization: "${organization}", query: $given) { totalCount } }`,
    [
      ['unknown', () => 'project:no-such-thing'],
      ['unknown id', () => 'project:9223372036854775807'],
      ['invisible', ({ invisibleProject }) => `project:${invisibleProject}`],
      ['of another organization', ({ foreign }) => `project:${foreign.project.slug}`],
      ['of another organization, by id', ({ foreign }) => `project:${foreign.project.id}`],
      ['a user of another organization', ({ foreign }) => `assigned:${foreign.owner.username}`],
      ['a team of another organization', ({ foreign }) => `assigned:#${foreign.team.slug}`],
    ],
  ],
  ['organization', () => 'query ($given: String!) { organization(slug: $given) { id name } }', anOrganization],
  [
    'bulkOperations',
    () => 'query ($given: String!) { bulkOperations(organization: $given) { totalCount } }',
    anOrganization,
  ],
  ['bulkOperation', () => 'query ($given: ID!) { bulkOperation(id: $given) { id state } }', anOperation],
  [
    'undoBulkOperation',
    () =>
      'mutation ($given: ID!) { undoBulkOperation(id: $given) { operation { id } userErrors { code message field } } }',
    anOperation,
  ],
  [
    'sharedIssue',
    () => 'query ($given: String!) { sharedIssue(shareId: $given) { title } }',
    [['unknown', () => '0'.repeat(32)], ['an issue that is not shared', ({ issueId }) => issueId], ...odd],
  ],
];

function mutate(variables: Readonly<Record<string, unknown>>): HostileRequest {
  return { document: MUTATE, variables };
}
