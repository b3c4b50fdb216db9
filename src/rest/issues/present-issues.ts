import type { IssueView } from '../../application/read-issues/issue-view';
import type { ProjectView } from '../../application/read-organizations/read-organizations.handler';
import type { CommitView } from '../../application/read-releases/read-releases.handler';
import type { OrganizationAccess } from '../../domain/access';
import { loadPeople, unique, type People } from '../people/load-people';
import type { RestRequest } from '../rest-request';
import { presentCommit } from '../releases/release.presenter';
import { statusActorId, statusDetailsOf } from './status-details.presenter';
import { wireName } from './status-names';

/** What issues refer to, read for all of them at once. */
interface Surroundings {
  readonly people: People;
  readonly projects: ReadonlyMap<string, ProjectView>;
  readonly commits: ReadonlyMap<string, CommitView>;
  /** Where the organization's issues are. */
  readonly url: string;
}

/** Issues of one organization as clients read them, in a fixed number of statements. */
export async function presentIssues(
  request: RestRequest,
  { organizationId, slug }: OrganizationAccess,
  issues: readonly IssueView[],
): Promise<readonly object[]> {
  if (issues.length === 0) return [];
  const { application, publicUrl } = request;
  const keysOf = (ids: readonly (string | null)[]): readonly { organizationId: string; id: string }[] =>
    unique(ids).map((id) => ({ organizationId, id }));
  const commitKeys = keysOf(issues.map(({ commitId }) => commitId));
  const [people, projects, commits] = await Promise.all([
    loadPeople(request, { userIds: issues.map(statusActorId), assignees: issues }),
    application.readOrganizations.projects(keysOf(issues.map(({ projectId }) => projectId))),
    commitKeys.length === 0 ? [] : application.readReleases.commits(commitKeys),
  ]);
  const surroundings = {
    people,
    projects: new Map(projects.map((project) => [project.id, project])),
    commits: new Map(commits.map((commit) => [commit.id, commit])),
    url: `${publicUrl}/api/0/organizations/${slug}/issues/`,
  };
  return issues.map((issue) => presentIssue(issue, surroundings));
}

function presentIssue(issue: IssueView, { people, projects, commits, url }: Surroundings): object {
  const { id, shortId, title, message, culprit, platform, shareId, priorityLockedAt } = issue;
  const { firstSeen, lastSeen, hasSeen, isBookmarked, isSubscribed } = issue;
  const commit = commits.get(issue.commitId ?? '');
  return {
    ...{ id, shortId, title, culprit, platform, shareId, hasSeen, isBookmarked, isSubscribed },
    ...{ firstSeen, lastSeen, priorityLockedAt },
    permalink: `${url}${id}/`,
    type: issue.category === 'ERROR' ? 'error' : 'generic',
    issueType: wireName(issue.category),
    issueCategory: wireName(issue.category),
    metadata: { title, value: message },
    level: wireName(issue.level),
    status: wireName(issue.status),
    substatus: issue.substatus && wireName(issue.substatus),
    statusDetails: statusDetailsOf(issue, people, commit && presentCommit(commit)),
    priority: issue.priority && wireName(issue.priority),
    project: presentPlace(projects.get(issue.projectId), issue),
    assignedTo: people.assignee(issue),
    isPublic: shareId !== null,
    subscriptionDetails: isSubscribed ? { reason: subscriptionReason(issue) } : null,
    inbox: issue.inboxReason && { reason: wireName(issue.inboxReason), date_added: issue.inboxAddedAt },
    // Counters are texts where they can be large, as clients expect them.
    count: String(issue.timesSeen),
    userCount: issue.usersSeen,
    annotations: [],
  };
}

function presentPlace(project: ProjectView | undefined, { projectId, projectSlug }: IssueView): object {
  const { name = projectSlug, platform = null } = project ?? {};
  return { id: projectId, slug: projectSlug, name, platform };
}

const REASONS: Readonly<Record<string, string>> = {
  COMMENT: 'commented',
  ASSIGNED: 'assigned',
  BOOKMARK: 'bookmarked',
  STATUS_CHANGE: 'changed_status',
  MENTIONED: 'mentioned',
};

function subscriptionReason({ subscriptionReason: reason }: IssueView): string {
  return REASONS[reason ?? ''] ?? 'unknown';
}
