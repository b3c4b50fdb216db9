import type { Caller, OrganizationAccess } from '../../domain/access';
import { ISSUE_READERS, requireScope } from '../../domain/permission';
import { Refusal } from '../../domain/refusal';
import { parseSearch } from '../../domain/search/parse-search';
import type { SearchExpression } from '../../domain/search/search-expression';
import { countIssues, findIssues } from '../../persistence/read/find-issues';
import type { FoundIssue, IssuePlace, IssueSearch } from '../../persistence/read/issue-stretch';
import type { ReadDependencies } from '../read-dependencies';
import { selectProjects } from '../select-projects';
import type { FindIssuesQuery, IssuePage } from './find-issues.query';
import { decodeIssueCursor, encodeIssueCursor } from './issue-cursor';
import { pageWindow, type PageWindow } from './page-window';

/** Searches an organization's issues and answers one page: one statement, and a second if the total is asked for. */
export class FindIssues {
  constructor(private readonly dependencies: ReadDependencies) {}

  /** Throws PERMISSION_DENIED, BAD_USER_INPUT (page arguments), NOT_FOUND (a project), INVALID_QUERY with `position`. */
  async execute(caller: Caller, access: OrganizationAccess, query: FindIssuesQuery): Promise<IssuePage> {
    requireScope(caller, ISSUE_READERS);
    const { unitOfWork, clock } = this.dependencies;
    const window = pageWindow(query);
    const search: IssueSearch = {
      expression: readQuery(query.query ?? ''),
      sort: query.sort ?? 'LAST_SEEN',
      scope: {
        organizationId: access.organizationId,
        projectIds: projectIdsOf(access, query.projects ?? null),
        viewerUserId: caller.user?.id ?? null,
        now: clock(),
        resolveAges: access.resolveAges,
      },
    };
    const found = await findIssues(unitOfWork.reader, search, {
      after: placeOf(window.after, 'after', search),
      before: placeOf(window.before, 'before', search),
      fromBack: window.fromBack,
      // One more tells whether the page is the last.
      limit: window.size + 1,
    });
    return {
      ...pageOf(found, window, search),
      totalCount: () => countIssues(unitOfWork.reader, search),
    };
  }
}

function readQuery(query: string): SearchExpression {
  const read = parseSearch(query);
  if (read.kind === 'problem') throw new Refusal('INVALID_QUERY', read.message, { position: read.position });
  return read;
}

function projectIdsOf(access: OrganizationAccess, slugs: readonly string[] | null): readonly string[] {
  const selected = selectProjects(access, slugs);
  if ('unknownSlug' in selected) throw new Refusal('NOT_FOUND', 'There is no such project in this organization.');
  return selected.projectIds;
}

function placeOf(cursor: string | null, name: string, { scope, sort }: IssueSearch): IssuePlace | null {
  if (cursor === null) return null;
  const place = decodeIssueCursor(cursor, { organizationId: scope.organizationId, sort });
  if (place === null) throw new Refusal('BAD_USER_INPUT', `${name} is not a cursor of this list.`);
  return place;
}

/** A cursor was an issue's own place, so on its far side there is at least that issue. */
function pageOf(
  found: readonly FoundIssue[],
  { size, fromBack, after, before }: PageWindow,
  { scope: { organizationId }, sort }: IssueSearch,
): Omit<IssuePage, 'totalCount'> {
  const hasMore = found.length > size;
  const kept = fromBack && hasMore ? found.slice(1) : found.slice(0, size);
  return {
    edges: kept.map(({ id, place }) => ({
      id,
      // Made where a client asks for it.
      get cursor() {
        return encodeIssueCursor({ organizationId, sort, place });
      },
    })),
    hasNextPage: fromBack ? before !== null : hasMore,
    hasPreviousPage: fromBack ? hasMore : after !== null,
  };
}
