import { decodeIssueCursor } from '../../application/find-issues/issue-cursor';
import type { OrganizationAccess } from '../../domain/access';
import type { IssueSort } from '../../domain/search/issue-sort';
import { organizationOf } from '../find-place';
import { linkHeader, notACursor, readCursor, readLimit } from '../page-cursor';
import { badRequest } from '../rest-error';
import type { RestRequest } from '../rest-request';
import { ok, type RestAnswer, type RestRoute } from '../rest-route';
import { changeIssues, deleteIssues, operationHeader } from './change-issues';
import { readProjects, readSearch, readSelection } from './issue-selection';
import { answerMutation } from './mutation-answer';
import { readMutationBody } from './mutation-body.mapper';
import { presentIssues } from './present-issues';

const PATHS = ['/projects/:organization/:project/issues/', '/organizations/:organization/issues/'];

/** Many issues at once: to list, to change, to delete. */
export const ISSUES_ROUTES: readonly RestRoute[] = [
  { method: 'GET', paths: PATHS, answer: listIssues },
  { method: 'PUT', paths: PATHS, answer: updateIssues },
  { method: 'DELETE', paths: PATHS, answer: removeIssues },
];

const DEFAULT_QUERY = 'is:unresolved';
const SORTS: ReadonlyMap<string, IssueSort> = new Map([
  ['date', 'LAST_SEEN'],
  ['new', 'FIRST_SEEN'],
  ['freq', 'TIMES_SEEN'],
  ['user', 'USERS_SEEN'],
  ['inbox', 'INBOX'],
]);

async function listIssues(request: RestRequest): Promise<RestAnswer> {
  const access = organizationOf(request);
  const { application, caller, query } = request;
  const sort = readSort(query.get('sort'));
  const page = await application.findIssues.execute(caller, access, {
    projects: readProjects(request, access),
    query: readSearch(request, query.get('query') ?? DEFAULT_QUERY),
    sort,
    ...readWindow(request, access, sort),
  });
  const { organizationId } = access;
  const found = await application.readIssues.byKeys(
    caller,
    page.edges.map(({ id }) => ({ organizationId, id })),
  );
  const byId = new Map(found.map((issue) => [issue.id, issue]));
  const issues = page.edges.flatMap(({ id }) => byId.get(id) ?? []);
  const neighbors = {
    previous: page.hasPreviousPage ? (page.edges[0]?.cursor ?? null) : null,
    next: page.hasNextPage ? (page.edges.at(-1)?.cursor ?? null) : null,
  };
  return ok(await presentIssues(request, access, issues), linkHeader(request, neighbors));
}

function readSort(name: string | null): IssueSort {
  const sort = SORTS.get(name === null || name === '' ? 'date' : name);
  if (sort === undefined) throw badRequest(`sort must be one of ${[...SORTS.keys()].join(', ')}.`);
  return sort;
}

function readWindow(request: RestRequest, { organizationId }: OrganizationAccess, sort: IssueSort): object {
  const cursor = readCursor(request);
  const limit = readLimit(request);
  if (cursor === null) return { first: limit };
  if (decodeIssueCursor(cursor.place, { organizationId, sort }) === null) throw notACursor();
  return cursor.isBefore ? { last: limit, before: cursor.place } : { first: limit, after: cursor.place };
}

async function updateIssues(request: RestRequest): Promise<RestAnswer> {
  const selection = readSelection(request, organizationOf(request));
  const body = readMutationBody(request.body);
  const operation = await changeIssues(request, selection, body);
  const headers = operationHeader(operation);
  if (body.input.discard === true) return { status: 204, headers };
  // Too many to wait for: nothing is known yet of what becomes of them.
  if (operation.state !== 'COMPLETED') return { status: 202, body: body.echo, headers };
  const answer = await answerMutation(request, { selection, body, operation });
  return answer === null ? { status: 204, headers } : ok(answer, headers);
}

async function removeIssues(request: RestRequest): Promise<RestAnswer> {
  const access = organizationOf(request);
  if (!request.query.has('id')) throw badRequest('id is required: a deletion names its issues.');
  const operation = await deleteIssues(request, readSelection(request, access));
  return { status: 204, headers: operationHeader(operation) };
}
