import type { SqlParameters } from './sql-parameters';

/** Where a search looks and for whom: the caller's projects, the viewer that `me` stands for, and the present moment. */
export interface SearchScope {
  readonly organizationId: string;
  readonly projectIds: readonly string[];
  readonly viewerUserId: string | null;
  readonly now: Date;
  /** Whether issues on their way into another are found as well; otherwise they are not. */
  readonly includesMerging?: boolean;
}

/** What a condition is compiled with; `organization` and `now()` are placeholders. */
export interface SearchContext {
  readonly scope: SearchScope;
  readonly parameters: SqlParameters;
  readonly organization: string;
  readonly now: () => string;
  /**
   * Whether the predicate has to hold for every issue that is found, and few such predicates came before it: then the
   * plan may begin with it.
   */
  readonly mayDrive: () => boolean;
}
