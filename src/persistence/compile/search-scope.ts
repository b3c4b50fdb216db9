import type { SqlParameters } from './sql-parameters';

/** Where a search looks and for whom: the caller's projects, the viewer that `me` stands for, and the present moment. */
export interface SearchScope {
  readonly organizationId: string;
  readonly projectIds: readonly string[];
  readonly viewerUserId: string | null;
  readonly now: Date;
  /** Of projects that resolve quiet issues by age: after how many hours, by id. Absent: no project does. */
  readonly resolveAges?: ReadonlyMap<string, number>;
  /** Whether issues on their way into another are found as well; otherwise they are not. */
  readonly includesMerging?: boolean;
}

/** Projects with their resolve ages in hours: placeholders of two arrays, added where they are first used. */
export type ResolveAges = () => { readonly projects: string; readonly hours: string };

/** What a condition is compiled with; `organization` and `now()` are placeholders. */
export interface SearchContext {
  readonly scope: SearchScope;
  readonly parameters: SqlParameters;
  readonly organization: string;
  readonly now: () => string;
  /** As arrays, in one order; null: no project resolves by age. */
  readonly resolveAges: ResolveAges | null;
  /**
   * Whether the predicate has to hold for every issue that is found, and few such predicates came before it: then the
   * plan may begin with it.
   */
  readonly mayDrive: () => boolean;
}
