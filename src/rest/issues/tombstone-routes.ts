import type { Caller } from '../../domain/access';
import { organizationOf, projectOf } from '../find-place';
import { linkHeader, readPage } from '../page-cursor';
import { loadPeople } from '../people/load-people';
import { refuseProblems } from '../refuse-problems';
import type { RestRequest } from '../rest-request';
import { ok, type RestAnswer, type RestRoute } from '../rest-route';
import { wireName } from './status-names';

const PATH = '/projects/:organization/:project/tombstones/';

/** What is left of discarded issues. */
export const TOMBSTONE_ROUTES: readonly RestRoute[] = [
  { method: 'GET', paths: [PATH], answer: listTombstones },
  { method: 'DELETE', paths: [`${PATH}:tombstone/`], answer: removeTombstone },
];

async function listTombstones(request: RestRequest): Promise<RestAnswer> {
  const access = organizationOf(request);
  const named = { organization: access.slug, project: projectOf(request, access).slug };
  const { application, caller } = request;
  const { items, hasNext } = await application.readTombstones.page(caller, named, readPage(request));
  const people = await loadPeople(request, { userIds: items.map(({ actorId }) => actorId), assignees: [] });
  const tombstones = items.map(({ id, title, culprit, level, actorId, createdAt, droppedEvents, previousGroupId }) => ({
    ...{ id, title, culprit, previousGroupId, droppedEvents },
    level: wireName(level),
    actor: people.user(actorId),
    dateAdded: createdAt,
  }));
  return ok(tombstones, linkHeader(request, { previous: null, next: hasNext ? (items.at(-1)?.id ?? null) : null }));
}

/** The fingerprints make issues again. A tombstone of another project is not there. */
async function removeTombstone(request: RestRequest): Promise<RestAnswer> {
  const access = organizationOf(request);
  const { id, slug } = projectOf(request, access);
  const { application, caller } = request;
  const inProject: Caller = { ...caller, organizations: [{ ...access, projects: new Map([[id, slug]]) }] };
  const { value, problems } = await application.deleteTombstone.execute(inProject, request.param('tombstone'));
  if (value === null) throw refuseProblems(problems);
  return { status: 204 };
}
