/** Why an issue is deleted: as such, or so that its later events are dropped too. */
export const DELETION_KINDS = ['DELETE', 'DISCARD'] as const;
export type DeletionKind = (typeof DELETION_KINDS)[number];

/** How many issues one job deletes. */
export const DELETION_CHUNK = 100;
