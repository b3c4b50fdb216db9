import { DELETED_STATUSES, type GroupStatus } from '../group';
import { HISTORY_OF_SUBSTATUS } from '../history-status';
import type { Resolution } from '../releases/resolution';
import type { IssueState } from '../state/issue-state';
import { activity, history, notice, type LogEntry } from '../state/step';

const MINUTE_MS = 60_000;

type Person = { readonly id: string } | null;

/**
 * What it leaves in the logs that an undo gives an issue its former status back, or the former meaning of it. A merge and
 * a deletion leave no line in the feed of the issue that waits for them, so neither does their end; what others were
 * told of is told.
 */
export function statusLog(from: IssueState, to: IssueState, actor: Person): readonly LogEntry[] {
  if (from.status === 'PENDING_MERGE') return [];
  const log = linesOf(from, to, actor);
  return isDeleted(from.status) ? log.filter((entry) => entry.log === 'notice') : log;
}

function isDeleted(status: GroupStatus): boolean {
  return DELETED_STATUSES.some((deleted) => deleted === status);
}

function linesOf(from: IssueState, to: IssueState, actor: Person): readonly LogEntry[] {
  const { status, substatus } = to;
  const past = substatus === null ? [] : [history(HISTORY_OF_SUBSTATUS[substatus], actor)];
  switch (status) {
    case 'UNRESOLVED': {
      const told = from.status === 'IGNORED' ? 'issue.unignored' : 'issue.unresolved';
      return [activity('SET_UNRESOLVED', actor, {}), ...past, ...(from.status === status ? [] : [notice(told)])];
    }
    case 'RESOLVED':
      return resolvedLog(to, actor);
    case 'IGNORED':
      return [activity('SET_IGNORED', actor, archiveData(to)), ...past, notice('issue.ignored')];
    case 'PENDING_DELETION':
      return to.deletion === null ? [] : [notice('issue.deleted', { kind: to.deletion.kind.toLowerCase() })];
    default:
      return [];
  }
}

function resolvedLog({ resolution, commitLinks }: IssueState, actor: Person): readonly LogEntry[] {
  const commit = commitLinks.at(-1)?.commitId;
  const ident = resolution?.id ?? null;
  if (commit !== undefined) {
    const line = { ...activity('SET_RESOLVED_IN_COMMIT', actor, { commit }), ident };
    const told = notice('issue.resolved', { resolution_type: 'in_commit', commit });
    return [line, history('SET_RESOLVED_IN_COMMIT', actor), told];
  }
  if (resolution !== null) {
    const line = { ...activity('SET_RESOLVED_IN_RELEASE', actor, releaseData(resolution)), ident };
    const told = notice('issue.resolved', { resolution_type: resolution.type.toLowerCase() });
    return [line, history('SET_RESOLVED_IN_RELEASE', actor), told];
  }
  const told = notice('issue.resolved', { resolution_type: 'now' });
  return [activity('SET_RESOLVED', actor, {}), history('RESOLVED', actor), told];
}

/** The version is '' while it is unknown. */
function releaseData(resolution: Resolution): Readonly<Record<string, unknown>> {
  const { type, status, releaseVersion, currentReleaseVersion, futureReleaseVersion } = resolution;
  if (type === 'IN_FUTURE_RELEASE') return { version: futureReleaseVersion };
  if (status === 'PENDING') return { version: '' };
  const isAfter = currentReleaseVersion !== null && currentReleaseVersion === releaseVersion;
  return isAfter ? { version: '', current_release_version: currentReleaseVersion } : { version: releaseVersion };
}

function archiveData({ snooze, substatus }: IssueState): Readonly<Record<string, unknown>> {
  const minutes = snooze?.until && (snooze.until.getTime() - snooze.dateAdded.getTime()) / MINUTE_MS;
  return {
    ignoreCount: snooze?.count ?? null,
    ignoreDuration: minutes ?? null,
    ignoreUntil: snooze?.until?.toISOString() ?? null,
    ignoreUserCount: snooze?.userCount ?? null,
    ignoreUserWindow: snooze?.userWindow ?? null,
    ignoreWindow: snooze?.window ?? null,
    ignoreUntilEscalating: substatus === 'ARCHIVED_UNTIL_ESCALATING' ? true : null,
  };
}
