/** The orders in which issues can be listed. */
export const ISSUE_SORTS = ['LAST_SEEN', 'FIRST_SEEN', 'TIMES_SEEN', 'USERS_SEEN', 'PRIORITY', 'INBOX'] as const;

/** How a page of issues is ordered, greatest first and the id last; INBOX holds only issues that are in the inbox. */
export type IssueSort = (typeof ISSUE_SORTS)[number];

/** What a part of a sort key is: milliseconds of a moment, or a number. */
export type SortKeyKind = 'TIME' | 'NUMBER';

/** What an issue is ordered by, before its id: times as epoch milliseconds, priorities as a rank (HIGH 3, none 0). */
export const SORT_KEYS: Record<IssueSort, readonly SortKeyKind[]> = {
  LAST_SEEN: ['TIME'],
  FIRST_SEEN: ['TIME'],
  TIMES_SEEN: ['NUMBER'],
  USERS_SEEN: ['NUMBER'],
  PRIORITY: ['NUMBER', 'TIME'],
  INBOX: ['TIME'],
};
