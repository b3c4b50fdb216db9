import { BAD_QUERIES } from './bad-queries';
import { refused, refusedSearch, RESOLVE, type ExpectedError, type HostileCase } from './hostile-case';

const MEANT = 'Say which issues: ids, or where with a query or a status, or where with all: true.';
const NO_ORGANIZATION: ExpectedError = ['NOT_FOUND', 'where.organization', 'There is no such organization.'];
const NO_PROJECT: ExpectedError = ['NOT_FOUND', 'where.projects', 'There is no such project.'];
const COUNT = 'Name the issues by id, or say with options.expectedCount how many you expect.';
const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => String(index + 1));

/** Mistakes in `ids` and `where`. */
export const SELECTION_CASES: readonly HostileCase[] = [
  refusedSearch('S1 ids: null', { ids: null }, [
    'INVALID_INPUT',
    'ids',
    'ids must be a list; leave it out to select by where.',
  ]),
  refusedSearch('S2 neither ids nor where', {}, ['SELECTION_REQUIRED', 'ids', MEANT]),
  refusedSearch('S2 an empty where', { where: {} }, ['SELECTION_REQUIRED', 'where', MEANT]),
  refusedSearch('S2 a blank query', { where: { query: ' \t\n' } }, ['SELECTION_REQUIRED', 'where', MEANT]),
  refusedSearch('S2 all: false', { where: { all: false } }, ['SELECTION_REQUIRED', 'where', MEANT]),
  refusedSearch('S2 only projects', ({ project }) => ({ where: { projects: [project] } }), [
    'SELECTION_REQUIRED',
    'where',
    MEANT,
  ]),
  ...['PENDING_MERGE', 'PENDING_DELETION', 'DELETION_IN_PROGRESS'].map((status) =>
    refusedSearch(`S2 where.status: ${status}`, { where: { status } }, [
      'INVALID_INPUT',
      'where.status',
      'where.status must be one of UNRESOLVED, RESOLVED, IGNORED, REPROCESSING.',
    ]),
  ),
  ...[{ priority: 'LOW' }, { hasSeen: true }, { isPublic: true }, { assignedTo: null }, { inbox: false }].map((input) =>
    refusedSearch(
      `S3 more than the status without ids: ${Object.keys(input).join()}`,
      { where: { all: true }, input },
      ['IDS_REQUIRED', 'ids', COUNT],
    ),
  ),
  refusedSearch('S3 a wrong count', { where: { all: true }, options: { expectedCount: 0 } }, [
    'UNEXPECTED_COUNT',
    'options.expectedCount',
    'The selection holds 3 issues, not 0.',
    { selected: 3, expected: 0 },
  ]),
  refused('S9 more ids than a call may hold', { ids: ids(100_001) }, [
    'SELECTION_TOO_LARGE',
    'ids',
    'ids may hold at most 100000.',
    { limit: 100_000, selected: 100_001 },
  ]),
  refused('S9 more ids than a synchronous call changes', { ids: ids(10_001), options: { mode: 'SYNC' } }, [
    'SELECTION_TOO_LARGE',
    'ids',
    'One call changes at most 10000 issues.',
    { limit: 10_000, selected: 10_001 },
  ]),
  refused('where.organization: unknown', { where: { organization: 'no-such-organization' } }, NO_ORGANIZATION),
  refused('where.organization: blank', { where: { organization: '' } }, NO_ORGANIZATION),
  refused('where.organization: SQL', { where: { organization: "x' or '1'='1" } }, NO_ORGANIZATION),
  refused('where.organization: NUL', { where: { organization: '\0' } }, NO_ORGANIZATION),
  refused('where.organization: __proto__', { where: { organization: '__proto__' } }, NO_ORGANIZATION),
  refused(
    'where.organization: another one',
    ({ foreign }) => ({ ids: [], where: { organization: foreign.organization.slug } }),
    NO_ORGANIZATION,
  ),
  refused('where.projects: unknown', { where: { projects: ['no-such-project'] } }, NO_PROJECT),
  refused('where.projects: SQL', { where: { projects: ["'); drop table projects; --"] } }, NO_PROJECT),
  refused('where.projects: __proto__', { where: { projects: ['__proto__'] } }, NO_PROJECT),
  refused(
    'where.projects: one that is not visible, beside one that is',
    ({ project, invisibleProject }) => ({ where: { projects: [project, invisibleProject] } }),
    NO_PROJECT,
  ),
  refused(
    'where.projects: one of another organization',
    ({ foreign }) => ({ where: { projects: [foreign.project.slug] } }),
    NO_PROJECT,
  ),
  ...BAD_QUERIES.map(([query, message, position]) =>
    refusedSearch(`where.query: ${shown(query)}`, { where: { query }, input: RESOLVE }, [
      'INVALID_QUERY',
      'where.query',
      message,
      { position },
    ]),
  ),
];

function shown(query: string): string {
  return query.length > 50 ? `${query.slice(0, 10)}… (${query.length} characters)` : JSON.stringify(query);
}
