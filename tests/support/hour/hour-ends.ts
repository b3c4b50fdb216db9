import { orphansOf } from '../orphans';
import type { HourWorld } from './hour-world';

/** Each answers what is not as it should be, as one column `of`. */
const CONTRADICTIONS: Readonly<Record<string, string>> = {
  'is on its way for ever': `
    select id as of from groups where organization_id = $1
      and status in ('PENDING_MERGE', 'PENDING_DELETION', 'DELETION_IN_PROGRESS', 'REPROCESSING')
    union all select group_id from group_deletions where organization_id = $1
    union all select previous_group_id from group_redirects where organization_id = $1 and merged_at is null`,
  'counts other events or people than it has': `
    select g.id as of from groups g
    left join group_counters c on c.organization_id = $1 and c.group_id = g.id
    where g.organization_id = $1 and (coalesce(c.times_seen, 0), coalesce(c.users_seen, 0)::bigint) is distinct from
      (select (count(*), count(distinct user_key)) from events where organization_id = $1 and group_id = g.id)`,
  'was last seen before its last event': `
    select g.id as of from groups g join group_counters c on c.organization_id = $1 and c.group_id = g.id
    where g.organization_id = $1
      and c.last_seen < (select max(timestamp) from events where organization_id = $1 and group_id = g.id)`,
  'has other hours than its events': differ(
    `select group_id, hour::text, events from group_hourly_counts where organization_id = $1 and events <> 0`,
    `select group_id, date_trunc('hour', received_at, 'UTC')::text, count(*)::int
     from events where organization_id = $1 group by 1, 2`,
  ),
  'has met other people than its events': differ(
    `select group_id, user_key from group_users where organization_id = $1`,
    `select distinct group_id, user_key from events where organization_id = $1 and user_key is not null`,
  ),
  'has other tags than its events': differ(
    `select group_id, key, value from group_tag_values where organization_id = $1`,
    `select distinct group_id, key, value from events, jsonb_each_text(tags) t (key, value)
     where organization_id = $1 and key not in ('level', 'release')`,
  ),
  'was met in other releases than its events': differ(
    `select l.group_id, r.version from group_releases l
     join releases r on r.organization_id = $1 and r.id = l.release_id where l.organization_id = $1`,
    `select distinct group_id, tags ->> 'release' from events where organization_id = $1 and tags ? 'release'`,
  ),
  'has a hash that leads nowhere, or to two': `
    select hash as of from group_hashes
    where organization_id = $1 and num_nonnulls(group_id, tombstone_id) <> 1`,
  // What is archived keeps its period as it was: open, or closed by an earlier resolution.
  'has an open period that does not fit its status': `
    select g.id as of from groups g
    where g.organization_id = $1 and (
      select count(*) from group_open_periods p
      where p.organization_id = $1 and p.group_id = g.id and p.date_ended is null
    ) not between (g.status = 'UNRESOLVED')::int and (g.status <> 'RESOLVED')::int`,
  'has a status whose parts do not fit': `
    select id as of from groups
    where organization_id = $1 and ((status = 'RESOLVED') <> (resolved_at is not null) or (status = 'RESOLVED') <> (substatus is null))`,
  'has conditions of archiving that do not fit its status': `
    select g.id as of from groups g where g.organization_id = $1 and (
      exists (select from group_snoozes s where s.organization_id = $1 and s.group_id = g.id)
        <> (g.substatus is not distinct from 'ARCHIVED_UNTIL_CONDITION_MET'))`,
  'has a forecast without a need': `
    select g.id as of from groups g join group_forecasts f on f.organization_id = $1 and f.group_id = g.id
    where g.organization_id = $1 and g.substatus is distinct from 'ARCHIVED_UNTIL_ESCALATING'`,
  // A merge brings the links of the others along, also to an issue that is not resolved.
  'is not resolved, and has a resolution or a commit that resolves it': `
    select g.id as of from groups g where g.organization_id = $1 and g.status <> 'RESOLVED' and (
      exists (select from group_resolutions r where r.organization_id = $1 and r.group_id = g.id)
      or exists (select from group_links l where l.organization_id = $1 and l.group_id = g.id)
        and not exists (select from group_redirects m where m.organization_id = $1 and m.group_id = g.id))`,
  'has outcomes that do not add up': `
    select o.id as of from bulk_operations o
    where o.organization_id = $1 and array[o.changed, o.unchanged, o.not_found, o.skipped, o.conflict, o.invalid, o.pending]
      is distinct from (
        select array[count(*) filter (where r.status = 'CHANGED'), count(*) filter (where r.status = 'UNCHANGED'),
          count(*) filter (where r.status = 'NOT_FOUND'), count(*) filter (where r.status = 'SKIPPED'),
          count(*) filter (where r.status = 'CONFLICT'), count(*) filter (where r.status = 'INVALID'), 0]::int[]
        from bulk_operation_outcomes r where r.organization_id = $1 and r.operation_id = o.id)`,
};

/** Rows that only one of two queries answers; the first column names the issue. */
function differ(stored: string, counted: string): string {
  const rows = `with stored as (${stored}), counted as (${counted})`;
  return `${rows} select d::text as of from ((table stored except table counted) union all (table counted except table stored)) d`;
}

/** Everything that is not as it should be when nothing is under way any more. */
export async function wrongsOf(
  { database, organization, accepted, deleted }: HourWorld,
  { countsDeletions }: { readonly countsDeletions: boolean },
): Promise<string[]> {
  const wrongs: string[] = [];
  for (const [what, text] of Object.entries(CONTRADICTIONS)) {
    const rows = await database.query<{ of: string }>(text, [organization.id]);
    wrongs.push(...rows.map((row) => `${row.of} ${what}`));
  }
  const orphans = await orphansOf(database, organization.id);
  wrongs.push(...orphans.map(({ column, rows }) => `${rows} rows lead nowhere by ${column}`));
  const [left] = await database.query<{ events: number }>(
    'select count(*)::int as events from events where organization_id = $1',
    [organization.id],
  );
  if (countsDeletions && left?.events !== accepted - deleted) {
    wrongs.push(`${accepted} events came and ${deleted} were deleted, but ${left?.events} are there`);
  }
  return wrongs;
}
