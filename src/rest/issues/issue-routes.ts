import { organizationOf } from '../find-place';
import { notFound } from '../rest-error';
import type { RestRequest } from '../rest-request';
import { ok, type RestAnswer, type RestRoute } from '../rest-route';
import { changeIssues, deleteIssues, operationHeader } from './change-issues';
import { findIssue, type FoundIssue } from './find-issue';
import { listActivity } from './issue-activity';
import type { IssueSelection } from './issue-selection';
import { readMutationBody } from './mutation-body.mapper';
import { presentIssues } from './present-issues';

/** An issue is named by id, and within its organization by short id, too. */
export const ISSUE_PATHS = ['/organizations/:organization/issues/:issue/', '/issues/:issue/'];
const FEED_LENGTH = 100;

/** One issue. */
export const ISSUE_ROUTES: readonly RestRoute[] = [
  { method: 'GET', paths: ISSUE_PATHS, answer: showIssue },
  { method: 'PUT', paths: ISSUE_PATHS, answer: updateIssue },
  { method: 'DELETE', paths: ISSUE_PATHS, answer: removeIssue },
  { method: 'GET', paths: ['/organizations/:organization/shortids/:issue/'], answer: showShortId },
];

async function showIssue(request: RestRequest): Promise<RestAnswer> {
  return ok(await detailsOf(request, await findIssue(request)));
}

/** The issue with its feed. */
async function detailsOf(request: RestRequest, { access, issue }: FoundIssue): Promise<object> {
  const [presented = {}] = await presentIssues(request, access, [issue]);
  const { organizationId, id } = issue;
  return { ...presented, activity: await listActivity(request, { organizationId, id }, FEED_LENGTH) };
}

async function updateIssue(request: RestRequest): Promise<RestAnswer> {
  const found = await findIssue(request);
  const body = readMutationBody(request.body);
  const operation = await changeIssues(request, selectionOf(found), body);
  const headers = operationHeader(operation);
  if (body.input.discard === true) return { status: 204, headers };
  const { organizationId, id } = found.issue;
  const [issue] = await request.application.readIssues.byKeys(request.caller, [{ organizationId, id }]);
  if (issue === undefined || operation.applied === null) throw notFound('issue');
  return ok(await detailsOf(request, { ...found, issue }), headers);
}

/** The rows go later. */
async function removeIssue(request: RestRequest): Promise<RestAnswer> {
  const operation = await deleteIssues(request, selectionOf(await findIssue(request)));
  return { status: 202, headers: operationHeader(operation) };
}

function selectionOf({ access, issue }: FoundIssue): IssueSelection {
  return { ids: [issue.id], where: { organization: access.slug } };
}

async function showShortId(request: RestRequest): Promise<RestAnswer> {
  const { slug } = organizationOf(request);
  const { access, issue } = await findIssue(request);
  const [group] = await presentIssues(request, access, [issue]);
  const { id: groupId, projectSlug, shortId } = issue;
  return ok({ organizationSlug: slug, projectSlug, groupId, shortId, group });
}
