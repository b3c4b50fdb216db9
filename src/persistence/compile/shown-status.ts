import { STATUS_OF_SUBSTATUS, type GroupStatus, type GroupSubstatus } from '../../domain/group';

/** SQL over the aliases `g` of groups, `c` of their counters and `s` of their snoozes. */
export interface ShownStatus {
  /** Of type text. */
  readonly status: string;
  /** Of type text, or null. */
  readonly substatus: string;
  readonly snoozeHasRunOut: string;
}

/**
 * The status as people see it: an archived issue whose snooze has run out is UNRESOLVED and ONGOING before any job
 * lifts it. `now` is a placeholder. The rule is that of `snoozeHasRunOut` in the domain.
 */
export function shownStatus(now: string): ShownStatus {
  const snoozeHasRunOut = snoozeHasRunOutAt(now);
  return {
    status: `case when ${snoozeHasRunOut} then 'UNRESOLVED' else g.status end`,
    substatus: `case when ${snoozeHasRunOut} then 'ONGOING' else g.substatus end`,
    snoozeHasRunOut,
  };
}

/** A condition over SEARCHED_GROUPS: the shown status is one of these; `now` gives the placeholder. */
export function hasShownStatus(statuses: readonly GroupStatus[], now: () => string): string {
  const stored = `g.status in (${literals(statuses)})`;
  const isUnresolved = statuses.includes('UNRESOLVED');
  if (isUnresolved === statuses.includes('IGNORED')) return stored;
  return isUnresolved
    ? `(${stored} or ${snoozeHasRunOutAt(now())})`
    : `(${stored} and not ${snoozeHasRunOutAt(now())})`;
}

/** A condition over SEARCHED_GROUPS: the shown substatus is one of these, and the shown status the one that goes with it. */
export function hasShownSubstatus(substatuses: readonly GroupSubstatus[], now: () => string): string {
  const pairs = substatuses.map((substatus) => `('${STATUS_OF_SUBSTATUS[substatus]}', '${substatus}')`);
  const stored = `(g.status, g.substatus) in (${pairs.join(', ')})`;
  const isArchived = substatuses.some((substatus) => STATUS_OF_SUBSTATUS[substatus] === 'IGNORED');
  const still = isArchived ? `(${stored} and not ${snoozeHasRunOutAt(now())})` : stored;
  return substatuses.includes('ONGOING') ? `(${still} or ${snoozeHasRunOutAt(now())})` : still;
}

/**
 * A join and no sub-select: that is planned as if every issue paid for it, which drove the planner from walking an index
 * in the order of the page to sorting all that matches (3 against 780 ms among 400,000 issues).
 */
function snoozeHasRunOutAt(now: string): string {
  return `(g.status = 'IGNORED' and (s.until <= ${now}::timestamptz
    or s."window" is null and c.times_seen - coalesce(s.times_seen_baseline, 0) >= s.count
    or s.user_window is null and c.users_seen - coalesce(s.users_seen_baseline, 0) >= s.user_count) is true)`;
}

function literals(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
