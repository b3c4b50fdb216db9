import type { GroupCategory, GroupLevel, GroupPriority, GroupStatus, GroupSubstatus } from '../group';
import type { ShortId } from '../short-id';
import type { Comparison } from './search-syntax';

/** A point in time: fixed, in epoch milliseconds, or so many milliseconds before the search runs. */
export type Moment =
  { readonly kind: 'at'; readonly time: number } | { readonly kind: 'ago'; readonly milliseconds: number };

/** The status as shown: an archived issue whose snooze has ended counts as UNRESOLVED. */
export interface StatusPredicate {
  readonly kind: 'status';
  readonly statuses: readonly GroupStatus[];
}

/** The substatus as shown, with the status that it belongs to. */
export interface SubstatusPredicate {
  readonly kind: 'substatus';
  readonly substatuses: readonly GroupSubstatus[];
}

/** Assigned to anybody at all. */
export interface AnyAssigneePredicate {
  readonly kind: 'anyAssignee';
}

/** Assigned to any of these; a user stands for the user's teams too. Who is not found matches nothing. */
export interface AssigneePredicate {
  readonly kind: 'assignee';
  readonly nobody: boolean;
  readonly viewer: boolean;
  readonly viewersTeams: boolean;
  /** E-mail addresses or usernames. */
  readonly users: readonly string[];
  /** Slugs. */
  readonly teams: readonly string[];
}

/** In the inbox. */
export interface InboxPredicate {
  readonly kind: 'inbox';
}

/** One of the levels. */
export interface LevelPredicate {
  readonly kind: 'level';
  readonly levels: readonly GroupLevel[];
}

/** One of the priorities. */
export interface PriorityPredicate {
  readonly kind: 'priority';
  readonly priorities: readonly GroupPriority[];
}

/** Linked to a commit, or to an issue or pull request of another system. */
export interface LinkedPredicate {
  readonly kind: 'linked';
}

/** Bookmarked by one of these people, or one of them actively subscribed. Who is not found matches nothing. */
export interface MarkPredicate {
  readonly kind: 'mark';
  readonly mark: 'BOOKMARK' | 'SUBSCRIPTION';
  readonly viewer: boolean;
  /** E-mail addresses or usernames. */
  readonly users: readonly string[];
}

/** One of the categories. */
export interface CategoryPredicate {
  readonly kind: 'category';
  readonly categories: readonly GroupCategory[];
}

/** Of one of the platforms, as SDKs call them. */
export interface PlatformPredicate {
  readonly kind: 'platform';
  readonly platforms: readonly string[];
}

/** One of these issues. */
export interface ShortIdPredicate {
  readonly kind: 'shortId';
  readonly shortIds: readonly ShortId[];
}

/** A text as a value describes it: its parts in this order, from the first to the last character; one part is the text itself. */
export type Pattern = readonly string[];

/** First met, or met at all, in one of these releases; of each project the latest, or any. */
export interface ReleasePredicate {
  readonly kind: 'release';
  readonly met: 'FIRST' | 'EVER';
  readonly latest: boolean;
  /** Of versions; null stands for any release. */
  readonly versions: readonly Pattern[] | null;
}

/** An event of the issue had a tag of this key with one of the values; null stands for any value. */
export interface TagPredicate {
  readonly kind: 'tag';
  readonly key: string;
  readonly values: readonly Pattern[] | null;
}

/** Slugs or ids. */
export interface ProjectPredicate {
  readonly kind: 'project';
  readonly projects: readonly string[];
}

/** From `from` on and before `until`; null leaves the side open. */
export interface DatePredicate {
  readonly kind: 'date';
  readonly field: 'FIRST_SEEN' | 'LAST_SEEN';
  readonly from: Moment | null;
  readonly until: Moment | null;
}

/** Holds for any of the values; only `=` has several. */
export interface NumberPredicate {
  readonly kind: 'number';
  readonly field: 'TIMES_SEEN' | 'USERS_SEEN';
  readonly comparison: Comparison | '=';
  readonly values: readonly number[];
}

/** Title, culprit or message contains the parts in this order, whatever the case and whatever stands between them. */
export interface TextPredicate {
  readonly kind: 'text';
  readonly parts: readonly string[];
}

/** What can be asked of one issue. */
export type SearchPredicate =
  | StatusPredicate
  | SubstatusPredicate
  | AnyAssigneePredicate
  | AssigneePredicate
  | InboxPredicate
  | LinkedPredicate
  | MarkPredicate
  | CategoryPredicate
  | PlatformPredicate
  | ShortIdPredicate
  | ReleasePredicate
  | TagPredicate
  | LevelPredicate
  | PriorityPredicate
  | ProjectPredicate
  | DatePredicate
  | NumberPredicate
  | TextPredicate;

/** A search, ready to be compiled: `and` of nothing is true, `or` of nothing is false. */
export type SearchExpression =
  | SearchPredicate
  | { readonly kind: 'and' | 'or'; readonly operands: readonly SearchExpression[] }
  | { readonly kind: 'not'; readonly operand: SearchExpression };

/** What a blank query means. */
export const MATCH_ALL: SearchExpression = { kind: 'and', operands: [] };
