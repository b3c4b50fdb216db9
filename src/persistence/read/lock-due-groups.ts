import { CATEGORY_RULES, type CategoryRules } from '../../domain/group-category';
import { statement, type Executor } from '../statement';
import { GROUP_COLUMNS, type LockedGroup } from './lock-groups';

/** A stretch of an organization's issues in id order. */
export interface Stretch {
  readonly organizationId: string;
  /** The id behind which it begins. */
  readonly after: string;
  readonly limit: number;
}

/*
 * Each locks the issues for which something is due, in id order. What somebody else holds is passed over: it will be
 * there the next time. None of them has an index of its own, since none may hold a column that a mutation changes: a
 * walk along the primary key took 0.15 s among 300,000 issues, and 0.6 s where each third was compared with its age.
 */

/** Issues that have been new, regressed or escalating since `due`; without an entry of the history, since they became active. */
export function lockPassingGroups(
  tx: Executor,
  { organizationId, after, limit }: Stretch,
  due: Date,
): Promise<LockedGroup[]> {
  return tx.rows<LockedGroup>(
    statement(
      'lock-passing-groups',
      `select ${GROUP_COLUMNS} from groups
       where organization_id = $1 and id > $2 and status = 'UNRESOLVED'
         and substatus in ('NEW', 'REGRESSED', 'ESCALATING')
         and case when substatus = 'NEW' then first_seen else coalesce(
           (select max(h.date_added) from group_histories h
            where h.organization_id = groups.organization_id and h.group_id = groups.id and h.status = groups.substatus),
           active_at) end <= $3
       order by id limit $4
       for no key update skip locked`,
      [organizationId, after, due, limit],
    ),
  );
}

/** Issues with a snooze whose moment has come: archived ones, and those on which it was left over. */
export function lockGroupsWithExpiredSnooze(
  tx: Executor,
  { organizationId, after, limit }: Stretch,
  now: Date,
): Promise<LockedGroup[]> {
  return tx.rows<LockedGroup>(
    statement(
      'lock-groups-with-expired-snooze',
      `select ${GROUP_COLUMNS} from groups
       where organization_id = $1 and id > $2 and status in ('IGNORED', 'UNRESOLVED', 'RESOLVED')
         and id in (select s.group_id from group_snoozes s
           where s.organization_id = $1 and s.until <= $3 and s.group_id > $2)
       order by id limit $4
       for no key update skip locked`,
      [organizationId, after, now, limit],
    ),
  );
}

/** Locked issues that were quiet, and those of them of which no event is being counted. */
export interface QuietGroups {
  readonly due: readonly LockedGroup[];
  readonly quiet: readonly LockedGroup[];
}

/**
 * Unresolved issues that have been quiet for their project's resolve age. Their counters are locked too, so that no event
 * is counted between the decision and its commit; an issue that is just being counted is not quiet.
 */
export async function lockQuietGroups(
  tx: Executor,
  { organizationId, after, limit }: Stretch,
  now: Date,
): Promise<QuietGroups> {
  const due = await tx.rows<LockedGroup>(
    statement(
      'lock-quiet-groups',
      `select ${GROUP_COLUMNS} from groups
       where organization_id = $1 and id > $2 and status = 'UNRESOLVED' and category <> all($5::text[])
         and exists (
           select from projects p
           join group_counters c on c.organization_id = p.organization_id and c.group_id = groups.id
           where p.organization_id = groups.organization_id and p.id = groups.project_id
             and greatest(c.last_seen, groups.active_at) <= $3::timestamptz - make_interval(hours => p.resolve_age))
       order by id limit $4
       for no key update skip locked`,
      [organizationId, after, now, limit, categoriesWithout('resolvesByAge')],
    ),
  );
  const counted = await tx.rows<{ id: string }>(
    statement(
      'lock-counters-of-quiet-groups',
      `select group_id as id from group_counters
       where organization_id = $1 and group_id = any($2::bigint[])
       order by group_id
       for no key update skip locked`,
      [organizationId, due.map(({ id }) => id)],
    ),
  );
  const held = new Set(counted.map(({ id }) => id));
  return { due, quiet: due.filter(({ id }) => held.has(id)) };
}

/** Issues that are archived until they escalate and have been seen since a moment. */
export function lockForecastGroups(
  tx: Executor,
  { organizationId, after, limit }: Stretch,
  seenSince: Date,
): Promise<LockedGroup[]> {
  return tx.rows<LockedGroup>(
    statement(
      'lock-forecast-groups',
      `select ${GROUP_COLUMNS} from groups
       where organization_id = $1 and id > $2 and status = 'IGNORED' and substatus = 'ARCHIVED_UNTIL_ESCALATING'
         and category <> all($5::text[])
         and exists (select from group_counters c
           where c.organization_id = groups.organization_id and c.group_id = groups.id and c.last_seen >= $3)
       order by id limit $4
       for no key update skip locked`,
      [organizationId, after, seenSince, limit, categoriesWithout('detectsEscalation')],
    ),
  );
}

function categoriesWithout(rule: keyof CategoryRules): readonly string[] {
  return Object.entries(CATEGORY_RULES).flatMap(([category, rules]) => (rules[rule] ? [] : [category]));
}
