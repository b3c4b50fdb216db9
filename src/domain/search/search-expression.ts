import type { GroupLevel, GroupPriority, GroupStatus, GroupSubstatus } from '../group';
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
