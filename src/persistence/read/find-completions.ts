import type { Resolution } from '../../domain/releases/resolution';
import type { Executor } from '../statement';
import type { WaitingPlace } from './next-releases';
import { COMPLETE, findCome } from './read-resolutions';

/** Of an issue, what tells whether its resolution waits, and for what; all but the place is null where it has none. */
interface ResolvedIssue {
  readonly organizationId: string;
  readonly projectId: string;
  readonly resolutionStatus: Resolution['status'] | null;
  readonly resolutionReleaseId: string | null;
  readonly resolutionFutureReleaseVersion: string | null;
}

type Shown = Pick<Resolution, 'type' | 'releaseVersion' | 'futureReleaseVersion'>;

/**
 * How resolutions read whose release has come, also where nobody has written that down yet. A statement an organization
 * in which any waits; a page of issues is of one.
 */
export async function findCompletions(
  executor: Executor,
  issues: readonly ResolvedIssue[],
): Promise<<Stored extends Shown>(issue: ResolvedIssue, stored: Stored) => Stored> {
  const waiting = issues.filter(isWaiting);
  const come = new Map<string, Awaited<ReturnType<typeof findCome>>>();
  for (const organizationId of new Set(waiting.map((issue) => issue.organizationId))) {
    const places = waiting.filter((issue) => issue.organizationId === organizationId).map(placeOf);
    // Over organizations, not rows.
    // eslint-disable-next-line no-await-in-loop
    come.set(organizationId, await findCome(executor, organizationId, places));
  }
  return (issue, stored) => {
    const release = isWaiting(issue) ? come.get(issue.organizationId)?.(placeOf(issue)) : undefined;
    if (!release) return stored;
    const { futureReleaseVersion, type } = COMPLETE;
    return { ...stored, futureReleaseVersion, type, releaseVersion: release.version };
  };
}

function isWaiting({ resolutionStatus }: ResolvedIssue): boolean {
  return resolutionStatus === 'PENDING';
}

function placeOf(issue: ResolvedIssue): WaitingPlace {
  const { projectId, resolutionReleaseId: releaseId, resolutionFutureReleaseVersion: futureReleaseVersion } = issue;
  return { projectId, releaseId, futureReleaseVersion };
}
