/** What an issue can be linked to. */
export const LINKED_TYPES = ['COMMIT', 'PULL_REQUEST', 'ISSUE'] as const;
export type LinkedType = (typeof LINKED_TYPES)[number];

/** What the other side does to the issue. */
export const LINK_RELATIONSHIPS = ['RESOLVES', 'REFERENCES'] as const;
export type LinkRelationship = (typeof LINK_RELATIONSHIPS)[number];

/** A commit that resolves an issue. */
export interface CommitLink {
  readonly commitId: string;
  readonly key: string;
  readonly repository: string;
  readonly dateAdded: Date;
}

/** Of an issue that no commit resolves. */
export const NO_LINKS: readonly CommitLink[] = [];
