import type { Queryable } from '../build/insert-rows';

/** What an organization's issues hold together, wherever a merge has got to. */
export interface Holdings {
  /** Events, and how many ids they have: each is there once. */
  readonly events: string;
  readonly timesSeen: string;
  readonly hourly: string;
  /** Distinct people. */
  readonly people: string;
  /** Bookmarking users. */
  readonly bookmarks: string;
  readonly notes: string;
  /** Bodies of the events. */
  readonly bodies: string;
}

/** Reads them; equal before, during and after a merge. */
export async function holdingsOf(database: Queryable, organizationId: string): Promise<Holdings> {
  const [row] = await database.query<Holdings>(
    `select
       (select count(*) || ' ' || count(distinct event_id) from events where organization_id = $1) as events,
       (select sum(times_seen)::text from group_counters where organization_id = $1) as "timesSeen",
       (select string_agg(hour || ' ' || events, ', ' order by hour)
        from (select hour, sum(events) as events from group_hourly_counts where organization_id = $1 group by hour) h)
         as hourly,
       (select string_agg(distinct user_key, ' ') from group_users where organization_id = $1) as people,
       (select string_agg(distinct user_id::text, ' ') from group_bookmarks where organization_id = $1) as bookmarks,
       (select count(*) || ' ' || count(distinct data) from activities
        where organization_id = $1 and type = 'NOTE') as notes,
       (select sum(hashtextextended(event_id || payload::text, 0)::numeric)::text from events
        where organization_id = $1) as bodies`,
    [organizationId],
  );
  if (row === undefined) throw new Error('the holdings were not read');
  return row;
}

/** What only the parent has when everything has been merged into it: one of everything, and a redirect a child. */
export function mergedState(database: Queryable, organizationId: string): Promise<object[]> {
  return database.query(
    `select g.id, c.times_seen::int as "timesSeen", c.users_seen as "usersSeen",
       (select count(*)::int from events e where e.group_id = g.id) as events,
       (select count(*)::int from group_users u where u.group_id = g.id) as people,
       (select count(*)::int from group_bookmarks b where b.group_id = g.id) as bookmarks,
       (select count(*)::int from group_hashes h where h.group_id = g.id) as hashes,
       (select count(*)::int from group_redirects r where r.group_id = g.id and r.merged_at is not null) as redirects
     from groups g left join group_counters c on c.group_id = g.id
     where g.organization_id = $1 order by g.id`,
    [organizationId],
  );
}
