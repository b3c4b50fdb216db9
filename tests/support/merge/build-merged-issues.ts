import type { Queryable } from '../build/insert-rows';
import type { World } from '../build/world';

/** How much there is to be merged. */
export interface MergeSize {
  readonly issues: number;
  readonly eventsEach: number;
}

/** How many people the issues share: each has met a third of them. */
const PEOPLE = 30;

/** Issues with events, hourly counts, people, bookmarks, links, feeds and a place in the inbox; their ids, the eldest first. */
export async function buildMergedIssues(
  database: Queryable,
  { project, owner }: World,
  { issues, eventsEach }: MergeSize,
): Promise<string[]> {
  const [row] = await database.query<{ ids: string[] }>(
    `with issue as (
       insert into groups (organization_id, project_id, short_id, title, level, status, substatus, priority, first_seen,
         active_at, changed_at)
       select $1, $2, n, 'Error: ' || n, 'ERROR', 'UNRESOLVED', 'NEW', 'MEDIUM', now() - interval '2 hours' + n * interval '1 second',
         now(), now()
       from generate_series(1, $3) n returning *
     ), hash as (
       insert into group_hashes (organization_id, project_id, hash, group_id, date_added)
       select organization_id, project_id, md5(id::text), id, first_seen from issue
     ), inbox as (
       insert into group_inboxes select organization_id, id, project_id, 'NEW', null, first_seen from issue
     ), period as (
       insert into group_open_periods (organization_id, group_id, project_id, date_started)
       select organization_id, id, project_id, first_seen from issue
     ), bookmark as (
       insert into group_bookmarks (organization_id, group_id, user_id, project_id, date_added)
       select organization_id, id, $4::bigint + short_id % 7, project_id, first_seen from issue
     ), feed as (
       insert into activities (organization_id, group_id, project_id, type, user_id, data, datetime)
       select organization_id, id, project_id, 'NOTE', $4, jsonb_build_object('text', id::text), first_seen from issue
     )
     select array_agg(id order by short_id) as ids from issue`,
    [project.organizationId, project.id, issues, owner.id],
  );
  const ids = row?.ids ?? [];
  await database.query('update projects set last_short_id = $2 where id = $1', [project.id, issues]);
  await database.query(
    `insert into events (organization_id, project_id, group_id, event_id, received_at, timestamp, title, level, user_key,
       tags, payload)
     select $1, $2, g.id, gen_random_uuid(), now() - n * interval '1 second', now(), 'Error', 'ERROR',
       'person-' || (g.short_id * 3 + n) % $5, '{}', json_build_object('issue', g.id, 'n', n)
     from groups g, generate_series(1, $4) n
     where g.organization_id = $1 and g.id = any($3::bigint[])`,
    [project.organizationId, project.id, `{${ids.join(',')}}`, eventsEach, PEOPLE],
  );
  await countEvents(database, project.organizationId);
  return ids;
}

/** Counters as ingestion would have made them. */
async function countEvents(database: Queryable, organizationId: string): Promise<void> {
  await database.query(
    `with person as (
       insert into group_users (organization_id, group_id, user_key, first_seen, last_seen)
       select organization_id, group_id, user_key, min(received_at), max(received_at) from events
       where organization_id = $1 group by 1, 2, 3
     ), hour as (
       insert into group_hourly_counts (organization_id, group_id, hour, events)
       select organization_id, group_id, date_trunc('hour', received_at), count(*) from events
       where organization_id = $1 group by 1, 2, 3
     )
     insert into group_counters (organization_id, group_id, project_id, times_seen, users_seen, last_seen)
     select organization_id, group_id, project_id, count(*), count(distinct user_key), max(timestamp)
     from events where organization_id = $1 group by 1, 2, 3`,
    [organizationId],
  );
}
