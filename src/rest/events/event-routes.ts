import { organizationOf, projectOf } from '../find-place';
import { findIssue } from '../issues/find-issue';
import { ISSUE_PATHS } from '../issues/issue-routes';
import { linkHeader, readLimit } from '../page-cursor';
import { notFound } from '../rest-error';
import type { RestRequest } from '../rest-request';
import { ok, type RestAnswer, type RestRoute } from '../rest-route';
import { presentEvent } from './event.presenter';

/** Events as they were received. */
export const EVENT_ROUTES: readonly RestRoute[] = [
  {
    method: 'GET',
    paths: ISSUE_PATHS.flatMap((path) => [`${path}events/latest/`, `${path}events/recommended/`]),
    answer: showLatest,
  },
  { method: 'GET', paths: ['/projects/:organization/:project/events/'], answer: listEvents },
];

async function showLatest(request: RestRequest): Promise<RestAnswer> {
  const { issue } = await findIssue(request);
  const { organizationId, id } = issue;
  const [event] = await request.application.readIssues.latestEvents([{ organizationId, id }]);
  if (event === undefined) throw notFound('event');
  return ok(presentEvent(event, issue));
}

/** The newest ones; what comes before them is found by its issue. */
async function listEvents(request: RestRequest): Promise<RestAnswer> {
  const access = organizationOf(request);
  const { id: projectId } = projectOf(request, access);
  const { application, caller } = request;
  const events = await application.readEvents.latestOfProject(caller, { access, projectId }, readLimit(request));
  return ok(
    events.map((event) => presentEvent(event, { ...event, projectId, culprit: null })),
    linkHeader(request, { previous: null, next: null }),
  );
}
