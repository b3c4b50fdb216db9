import type { CommitLink } from '../releases/group-link';
import type { Resolution } from '../releases/resolution';
import type { IssueState } from './issue-state';
import { isResolvedOnlyByAge } from './shown-status';

/** What decides how a status is meant. */
export type StatusPart = Pick<
  IssueState,
  'status' | 'substatus' | 'resolvedAt' | 'snooze' | 'resolution' | 'commitLinks'
>;

/** What decides how a release resolves an issue. */
export type ReleasePart = Pick<
  Resolution,
  'type' | 'releaseVersion' | 'currentReleaseVersion' | 'futureReleaseVersion'
>;

const NOTHING: Readonly<Record<string, unknown>> = {};

/** What the status means, only with the keys that are set. */
export function statusDetailsOf(state: StatusPart): Readonly<Record<string, unknown>> {
  const { status, substatus, snooze, resolution, commitLinks } = state;
  if (isResolvedOnlyByAge(state)) return { autoResolved: true };
  if (status === 'RESOLVED')
    return resolution === null ? commitDetails(commitLinks.at(-1)) : releaseDetails(resolution);
  if (status === 'IGNORED' && substatus === 'ARCHIVED_UNTIL_ESCALATING') return { untilEscalating: true };
  if (status !== 'IGNORED' || snooze === null) return NOTHING;
  const details = {
    ignoreUntil: snooze.until,
    ignoreCount: snooze.count,
    ignoreWindow: snooze.window,
    ignoreUserCount: snooze.userCount,
    ignoreUserWindow: snooze.userWindow,
  };
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null));
}

/** Who set what the status means; null: the system, or it means nothing more. */
export function statusActorOf({ status, snooze, resolution }: StatusPart): string | null {
  return (status === 'RESOLVED' ? resolution?.actorId : snooze?.actorId) ?? null;
}

/** What resolving in a release means. By semantic versions, the next release is any that is greater than the one that was greatest then. */
export function releaseDetails(resolution: ReleasePart): Readonly<Record<string, unknown>> {
  const { type, releaseVersion, currentReleaseVersion, futureReleaseVersion } = resolution;
  switch (type) {
    case 'IN_RELEASE': {
      const isAfter = currentReleaseVersion !== null && currentReleaseVersion === releaseVersion;
      return { inRelease: releaseVersion, ...(isAfter && { afterRelease: currentReleaseVersion }) };
    }
    case 'IN_NEXT_RELEASE':
      return { inNextRelease: true };
    case 'IN_UPCOMING_RELEASE':
      return { inUpcomingRelease: true };
    case 'IN_FUTURE_RELEASE':
      return { inFutureRelease: futureReleaseVersion };
  }
}

/** What resolving by a commit means. */
export function commitDetails(link: CommitLink | undefined): Readonly<Record<string, unknown>> {
  if (link === undefined) return NOTHING;
  return { inCommit: { id: link.commitId, key: link.key, repository: link.repository } };
}
