/** Whether a release still counts when the newest one is looked for. */
export const RELEASE_STATUSES = ['OPEN', 'ARCHIVED'] as const;
export type ReleaseStatus = (typeof RELEASE_STATUSES)[number];

/** A release as the rules look at it. */
export interface Release {
  readonly id: string;
  readonly version: string;
  readonly dateAdded: Date;
  readonly dateReleased: Date | null;
}

/** The date by which releases are ordered where their versions do not say. */
export function releaseDate({ dateReleased, dateAdded }: Pick<Release, 'dateReleased' | 'dateAdded'>): Date {
  return dateReleased ?? dateAdded;
}
