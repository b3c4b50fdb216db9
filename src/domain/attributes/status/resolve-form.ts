/** How an issue is meant to be resolved, other than now. */
export type ResolveForm =
  /** isBare: a project without releases is as good as resolved now. */
  | { readonly in: 'next-release'; readonly isBare: boolean }
  | { readonly in: 'latest-release' }
  | { readonly in: 'release'; readonly version: string }
  | { readonly in: 'upcoming-release' }
  /** A version that need not exist yet. */
  | { readonly in: 'future-release'; readonly version: string }
  | { readonly in: 'commit'; readonly commit: string; readonly repository: string };

/** The field of statusDetails that asks for the form. */
export const FIELD_OF_FORM = {
  'next-release': 'inNextRelease',
  'latest-release': 'inRelease',
  release: 'inRelease',
  'upcoming-release': 'inUpcomingRelease',
  'future-release': 'inFutureRelease',
  commit: 'inCommit',
} as const satisfies Record<ResolveForm['in'], string>;
