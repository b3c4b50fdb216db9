import type { OrganizationAccess } from '../../domain/access';
import type { WhereInput } from '../../domain/bulk/selection';
import { projectOf, projectSlug } from '../find-place';
import { readCursor } from '../page-cursor';
import { badRequest } from '../rest-error';
import type { RestRequest } from '../rest-request';
import { SEARCHED_STATUSES } from './status-names';

/** Which issues a request is about; absent ids: all that `where` holds. */
export interface IssueSelection {
  readonly ids?: readonly string[];
  readonly where: WhereInput;
}

/** What an update without ids and without a query is about. */
const OPEN_ISSUES = 'is:unresolved';
/** Parameters that would leave issues out, and that this server does not have. */
const UNKNOWN_NARROWING = ['viewId', 'savedSearch', 'searchId'];

/** Slugs of the projects that the request is about; null: all that the caller sees. */
export function readProjects(request: RestRequest, access: OrganizationAccess): readonly string[] | null {
  if (request.param('project') !== '') return [projectOf(request, access).slug];
  const named = request.query.getAll('project').filter((project) => project !== '');
  return named.length === 0 || named.includes('-1') ? null : named.map((project) => projectSlug(access, project));
}

/** The search of a request: `query`, and the environments beside it. */
export function readSearch({ query }: RestRequest, asked: string): string {
  const environments = query.getAll('environment').filter((name) => name !== '');
  if (environments.length === 0) return asked;
  const names = environments.map((name) => `"${name.replace(/[\\"]/g, '\\$&')}"`);
  return `${asked.trim() === '' ? '' : `(${asked}) `}environment:[${names.join(', ')}]`;
}

/** What an update is to change: the ids that are named, or what is searched for; a search must be meant. */
export function readSelection(request: RestRequest, access: OrganizationAccess): IssueSelection {
  const { query } = request;
  const projects = readProjects(request, access);
  const status = readStatus(query.get('status'));
  const ids = query.getAll('id');
  const asked = query.get('query');
  const shared = { organization: access.slug, ...(projects && { projects }), ...(status && { status }) };
  if (ids.length > 0) return { ids, where: { ...shared, ...(asked !== null && { query: asked }) } };
  if (asked !== null && asked.trim() === '') throw badRequest('query must not be empty where no id is given.');
  refuseNarrowing(request);
  const search = readSearch(request, asked ?? (status === null ? OPEN_ISSUES : ''));
  return { where: { ...shared, ...(search !== '' && { query: search }) } };
}

function readStatus(name: string | null): WhereInput['status'] | null {
  if (name === null || name === '') return null;
  const status = Object.hasOwn(SEARCHED_STATUSES, name) ? SEARCHED_STATUSES[name] : undefined;
  if (status !== undefined) return status;
  throw badRequest(`status must be one of ${Object.keys(SEARCHED_STATUSES).join(', ')}.`);
}

/** An update that leaves out what a client meant to leave out would change too much. */
function refuseNarrowing(request: RestRequest): void {
  const unknown = UNKNOWN_NARROWING.find((name) => (request.query.get(name) ?? '') !== '');
  if (unknown !== undefined) throw badRequest(`${unknown} is not known here; say with query which issues are meant.`);
  if (readCursor(request) !== null) throw badRequest('cursor is of no use here: an update changes all that it finds.');
}
