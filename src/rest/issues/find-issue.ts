import type { IssueView } from '../../application/read-issues/issue-view';
import type { OrganizationAccess } from '../../domain/access';
import { isIdentifier } from '../../domain/identifier';
import { organizationOf } from '../find-place';
import { notFound } from '../rest-error';
import type { RestRequest } from '../rest-request';

/** An issue with the organization in which the caller sees it. */
export interface FoundIssue {
  readonly access: OrganizationAccess;
  readonly issue: IssueView;
}

/** The issue that the path names by id or short id, or the one into which that was merged; NOT_FOUND where the caller sees none. */
export async function findIssue(request: RestRequest): Promise<FoundIssue> {
  const named = request.param('issue');
  const place = request.param('organization') === '' ? null : organizationOf(request);
  const { application, caller } = request;
  const issue = isIdentifier(named)
    ? await application.readIssues.byId(caller, named)
    : place && (await application.readIssues.byShortId(caller, place.slug, named));
  const access = caller.organizations.find(({ organizationId }) => organizationId === issue?.organizationId);
  if (issue === null || access === undefined || (place !== null && place !== access)) throw notFound('issue');
  return { access, issue };
}
