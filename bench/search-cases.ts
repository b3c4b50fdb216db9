import type { IssueSort } from '../src/domain/search/issue-sort';

/** A search that people make. */
export interface SearchCase {
  readonly query: string;
  readonly sort?: IssueSort;
  /** What an update of all that it finds changes. */
  readonly status?: 'UNRESOLVED';
}

/** Typical ones, then those that no index serves: tags that begin with anything, a status that no issue has, a short text. */
export const SEARCH_CASES: readonly SearchCase[] = [
  { query: 'is:unresolved' },
  { query: 'is:unresolved assigned:[me, none] level:error' },
  { query: 'is:unresolved', sort: 'PRIORITY' },
  { query: 'is:for_review', sort: 'INBOX' },
  { query: 'is:unresolved lastSeen:>=2025-11-01', sort: 'TIMES_SEEN' },
  { query: 'is:unresolved bookmarks:me' },
  { query: 'customer:acme !is:archived' },
  { query: 'release:app@1.77.0 level:fatal' },
  { query: 'is:unresolved checkout-765' },
  { query: 'users:>298 environment:production' },
  { query: 'is:archived', sort: 'USERS_SEEN', status: 'UNRESOLVED' },
  { query: 'is:unresolved (customer:acme OR server_name:web-7)' },
  { query: 'is:unresolved url:*/7/* browser:*fox*' },
  { query: 'is:reprocessing' },
  { query: 'qz' },
];
