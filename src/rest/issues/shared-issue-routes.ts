import { notFound } from '../rest-error';
import type { RestRequest } from '../rest-request';
import { ok, type RestAnswer, type RestRoute } from '../rest-route';
import { wireName } from './status-names';

/** What anybody may see who has an issue's link. */
export const SHARED_ISSUE_ROUTES: readonly RestRoute[] = [
  {
    method: 'GET',
    paths: ['/shared/issues/:share/', '/organizations/:organization/shared/issues/:share/'],
    open: true,
    answer: showShared,
  },
];

async function showShared(request: RestRequest): Promise<RestAnswer> {
  const issue = await request.application.readIssues.shared(request.param('share'));
  if (issue === null) throw notFound('shared issue');
  const { shareId, shortId, title, culprit, level, status, timesSeen, firstSeen, lastSeen } = issue;
  const names = { level: wireName(level), status: wireName(status) };
  return ok({ shareId, shortId, title, culprit, ...names, count: String(timesSeen), firstSeen, lastSeen });
}
