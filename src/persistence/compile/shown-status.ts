import { STATUS_OF_SUBSTATUS, type GroupStatus, type GroupSubstatus } from '../../domain/group';
import { CATEGORY_RULES } from '../../domain/group-category';
import type { SearchContext } from './search-scope';

/** What the shown status depends on besides the issue. */
export type ShownContext = Pick<SearchContext, 'now' | 'resolveAges'>;

/** SQL over the aliases `g` of groups, `c` of their counters and `s` of their snoozes. */
export interface ShownStatus {
  /** Of type text. */
  readonly status: string;
  /** Of type text, or null. */
  readonly substatus: string;
}

/**
 * The status as people see it: an archived issue whose snooze has run out is UNRESOLVED and ONGOING before any job
 * lifts it, and an unresolved one that has been quiet for its project's resolve age is RESOLVED before any job says so.
 * The rule is that of `asShown` in the domain.
 */
export function shownStatus(context: ShownContext): ShownStatus {
  const snoozeHasRunOut = snoozeHasRunOutAt(context);
  const isOverAge = isOverAgeAt(context);
  const aged = (value: string): string => (isOverAge === null ? '' : `when ${isOverAge} then ${value}`);
  return {
    status: `case ${aged(`'RESOLVED'`)} when ${snoozeHasRunOut} then 'UNRESOLVED' else g.status end`,
    substatus: `case ${aged('null')} when ${snoozeHasRunOut} then 'ONGOING' else g.substatus end`,
  };
}

/** A condition over SEARCHED_GROUPS: the shown status is one of these. */
export function hasShownStatus(statuses: readonly GroupStatus[], context: ShownContext): string {
  const stored = `g.status in (${literals(statuses)})`;
  const isUnresolved = statuses.includes('UNRESOLVED');
  const archived =
    isUnresolved === statuses.includes('IGNORED') ? stored : moved(stored, snoozeHasRunOutAt(context), isUnresolved);
  const isResolved = statuses.includes('RESOLVED');
  // What is over its age is no longer UNRESOLVED but RESOLVED: the same where both are meant, or neither.
  const isOverAge = isResolved === isUnresolved ? null : isOverAgeAt(context);
  return isOverAge === null ? archived : moved(archived, isOverAge, isResolved);
}

/** A condition over SEARCHED_GROUPS: the shown substatus is one of these, and the shown status the one that goes with it. */
export function hasShownSubstatus(substatuses: readonly GroupSubstatus[], context: ShownContext): string {
  const pairs = substatuses.map((substatus) => `('${STATUS_OF_SUBSTATUS[substatus]}', '${substatus}')`);
  const stored = `(g.status, g.substatus) in (${pairs.join(', ')})`;
  const isArchived = substatuses.some((substatus) => STATUS_OF_SUBSTATUS[substatus] === 'IGNORED');
  const still = isArchived ? moved(stored, snoozeHasRunOutAt(context), false) : stored;
  const shown = substatuses.includes('ONGOING') ? moved(still, snoozeHasRunOutAt(context), true) : still;
  const isOpen = substatuses.some((substatus) => STATUS_OF_SUBSTATUS[substatus] === 'UNRESOLVED');
  const isOverAge = isOpen ? isOverAgeAt(context) : null;
  return isOverAge === null ? shown : moved(shown, isOverAge, false);
}

/** The condition, and also what is shown as if it met it; or without what is shown as something else. */
function moved(condition: string, exception: string, into: boolean): string {
  return into ? `(${condition} or ${exception})` : `(${condition} and not ${exception})`;
}

/**
 * A join and no sub-select: that is planned as if every issue paid for it, which drove the planner from walking an index
 * in the order of the page to sorting all that matches (3 against 780 ms among 400,000 issues).
 */
function snoozeHasRunOutAt({ now }: ShownContext): string {
  return `(g.status = 'IGNORED' and (s.until <= ${now()}::timestamptz
    or s."window" is null and c.times_seen - coalesce(s.times_seen_baseline, 0) >= s.count
    or s.user_window is null and c.users_seen - coalesce(s.users_seen_baseline, 0) >= s.user_count) is true)`;
}

const NEVER_BY_AGE = Object.entries(CATEGORY_RULES).flatMap(([category, rules]) =>
  rules.resolvesByAge ? [] : [category],
);

/**
 * A look into two arrays and no join with the projects, for the same reason; a project without an age is in neither.
 * Null: no project resolves by age.
 */
function isOverAgeAt(context: ShownContext): string | null {
  if (context.resolveAges === null) return null;
  const now = `${context.now()}::timestamptz`;
  const { projects, hours } = context.resolveAges();
  const age = `(${hours}::integer[])[array_position(${projects}::bigint[], g.project_id)]`;
  const activeAt = `case when g.status = 'IGNORED' and s.until <= ${now} then s.until else g.active_at end`;
  return `(((g.status = 'UNRESOLVED' or ${snoozeHasRunOutAt(context)}) and g.category not in (${literals(NEVER_BY_AGE)})
    and greatest(c.last_seen, ${activeAt}) <= ${now} - make_interval(hours => ${age})) is true)`;
}

function literals(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
