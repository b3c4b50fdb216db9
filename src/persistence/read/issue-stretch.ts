import type { IssueSort } from '../../domain/search/issue-sort';
import type { SearchExpression } from '../../domain/search/search-expression';
import type { SearchScope } from '../compile/search-scope';

/** The place of an issue in an order: its sort keys as decimal integers (times in epoch milliseconds), then its id. */
export type IssuePlace = readonly string[];

export interface IssueSearch {
  readonly expression: SearchExpression;
  readonly scope: SearchScope;
  readonly sort: IssueSort;
}

/** The stretch of the order that is asked for: between two places, exclusive, from its front or from its back. */
export interface IssueStretch {
  readonly after: IssuePlace | null;
  readonly before: IssuePlace | null;
  readonly fromBack: boolean;
  readonly limit: number;
}

export interface FoundIssue {
  readonly id: string;
  readonly place: IssuePlace;
}
