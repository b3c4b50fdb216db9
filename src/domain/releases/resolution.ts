/** How a release resolves an issue. */
export const RESOLUTION_TYPES = ['IN_RELEASE', 'IN_NEXT_RELEASE', 'IN_UPCOMING_RELEASE', 'IN_FUTURE_RELEASE'] as const;
export type ResolutionType = (typeof RESOLUTION_TYPES)[number];

/** PENDING: a release that is still to come completes it. */
export const RESOLUTION_STATUSES = ['PENDING', 'RESOLVED'] as const;
export type ResolutionStatus = (typeof RESOLUTION_STATUSES)[number];

/** In which release an issue is resolved. */
export interface Resolution {
  /** The id of the feed line that announced it, and that line's ident. */
  readonly id: string;
  /** null: of a version that is still to come, in a project that has no release yet. */
  readonly releaseId: string | null;
  /** The version of that release. */
  readonly releaseVersion: string | null;
  /** The greatest release, or the last one, when it was resolved in the next. */
  readonly currentReleaseVersion: string | null;
  /** A version that is still to come. */
  readonly futureReleaseVersion: string | null;
  readonly type: ResolutionType;
  readonly status: ResolutionStatus;
  readonly actorId: string | null;
  readonly dateAdded: Date;
}
