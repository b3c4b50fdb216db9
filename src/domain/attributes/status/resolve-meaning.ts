import type { ActivityType } from '../../activity-type';
import type { CommitLink } from '../../releases/group-link';
import type { HistoryStatus } from '../../history-status';
import type { Resolution } from '../../releases/resolution';
import type { IssueState } from '../../state/issue-state';

/** A resolution without what is of one call: its line in the feed, its author and its time. */
export type ResolutionMeaning = Omit<Resolution, 'id' | 'actorId' | 'dateAdded'>;

/** What resolving in one of its forms means for one issue. */
export interface ResolveMeaning {
  readonly activity: Extract<ActivityType, `SET_RESOLVED${string}`>;
  /** Of this issue alone. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly history: Extract<HistoryStatus, 'RESOLVED' | `SET_RESOLVED_IN_${string}`>;
  /** What other systems are told. */
  readonly notice: Readonly<Record<string, unknown>>;
  readonly resolution: ResolutionMeaning | null;
  readonly commit: Omit<CommitLink, 'dateAdded'> | null;
}

/** Resolved now, whatever release comes. */
export const RESOLVED_NOW: ResolveMeaning = {
  activity: 'SET_RESOLVED',
  data: {},
  history: 'RESOLVED',
  notice: { resolution_type: 'now' },
  resolution: null,
  commit: null,
};

/** Whether a resolved issue is resolved in that sense already; a plain resolve takes nothing away from a more precise one. */
export function isMeant(state: IssueState, { resolution, commit }: ResolveMeaning): boolean {
  if (resolution === null && commit === null) return true;
  if (commit !== null && state.commitLinks.at(-1)?.commitId !== commit.commitId) return false;
  return isSameResolution(state.resolution, resolution);
}

function isSameResolution(a: ResolutionMeaning | null, b: ResolutionMeaning | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.releaseId === b.releaseId &&
    a.currentReleaseVersion === b.currentReleaseVersion &&
    a.futureReleaseVersion === b.futureReleaseVersion &&
    a.type === b.type &&
    a.status === b.status
  );
}
