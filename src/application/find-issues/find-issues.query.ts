import type { IssueSort } from '../../domain/search/issue-sort';
import type { PageArguments } from './page-window';

/** What a client asks of the page of issues; null and absent are the same. */
export interface FindIssuesQuery extends PageArguments {
  /** Slugs; absent: every project that the caller sees; empty: none. */
  readonly projects?: readonly string[] | null;
  /** Search syntax; a blank one filters nothing. */
  readonly query?: string | null;
  readonly sort?: IssueSort | null;
}

/** One issue of a page. */
export interface IssuePageEdge {
  readonly id: string;
  readonly cursor: string;
}

/** A page of issues, in the order of its sort. */
export interface IssuePage {
  readonly edges: readonly IssuePageEdge[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Counts when it is called: ask only where a client does. */
  totalCount(): Promise<number>;
}
