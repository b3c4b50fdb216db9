import type { CommitLink } from '../releases/group-link';
import type { Resolution } from '../releases/resolution';
import type { IssueState } from '../state/issue-state';
import type { IssueLine } from './line-shapes';

/** What a line says of how an issue is resolved, its references looked up. */
export interface GivenResolution {
  readonly line: IssueLine;
  /** The id that a new resolution gets. */
  readonly resolutionId: string;
  readonly resolutionActorId: string | null;
  /** The release that the resolution names. */
  readonly resolutionReleaseId: string | null;
  /** The commit that resolves it. */
  readonly commitId: string | null;
}

/** The resolution of a resolved issue: that of the line, where it means another one than the stored. */
export function importedResolution(stored: IssueState, given: GivenResolution, now: Date): Resolution | null {
  const { resolution } = given.line;
  if (resolution === undefined) return stored.resolution;
  const { type = 'IN_NEXT_RELEASE', release = null, currentReleaseVersion = null } = resolution;
  const wanted: Omit<Resolution, 'id' | 'dateAdded'> = {
    releaseId: given.resolutionReleaseId,
    releaseVersion: release,
    currentReleaseVersion,
    futureReleaseVersion: null,
    type,
    status: resolution.status ?? (type === 'IN_RELEASE' ? 'RESOLVED' : 'PENDING'),
    actorId: given.resolutionActorId,
  };
  if (stored.resolution !== null && isSame(stored.resolution, wanted)) return stored.resolution;
  return { ...wanted, id: given.resolutionId, dateAdded: now };
}

/** The commits that resolve an issue: those that are known, and that of the line. */
export function importedCommitLinks(stored: IssueState, given: GivenResolution, now: Date): readonly CommitLink[] {
  const { commitLinks } = stored;
  const { resolvedInCommit } = given.line;
  if (resolvedInCommit === undefined || given.commitId === null) return commitLinks;
  const { commitId } = given;
  if (commitLinks.some((link) => link.commitId === commitId)) return commitLinks;
  const { commit: key, repository } = resolvedInCommit;
  return [...commitLinks, { commitId, key, repository, dateAdded: now }];
}

function isSame(a: Resolution, b: Omit<Resolution, 'id' | 'dateAdded'>): boolean {
  const keys = ['releaseId', 'currentReleaseVersion', 'futureReleaseVersion', 'type', 'status', 'actorId'] as const;
  return keys.every((key) => a[key] === b[key]);
}
