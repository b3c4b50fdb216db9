import type { MergeBatch } from '../../read/find-merges';
import { statement, type Executor, type Statement } from '../../statement';

/** A batch, and how many rows of a kind one transaction may move. */
export interface RowsToMove {
  readonly batch: MergeBatch;
  readonly limit: number;
}

/** Moves events; answers how many. They stay in their partitions: the day of arrival does not change. */
export async function moveMergedEvents(tx: Executor, { batch, limit }: RowsToMove): Promise<number> {
  return tx.count(
    statement(
      'move-merged-events',
      `with chosen as materialized (
         select e.group_id, e.received_at, e.event_id
         from events e where e.organization_id = $1 and e.group_id = any($2::bigint[])
         limit $4
       )
       update events e set group_id = $3
       from chosen
       where e.organization_id = $1 and e.group_id = chosen.group_id and e.received_at = chosen.received_at
         and e.event_id = chosen.event_id`,
      [batch.organizationId, batch.childIds, batch.targetId, limit],
    ),
  );
}

/** Adds the counts of clock hours to those of the parent; answers how many rows went. In the order in which events count. */
export async function moveMergedHours(tx: Executor, { batch, limit }: RowsToMove): Promise<number> {
  const [row] = await tx.rows<{ moved: number }>(
    statement('move-merged-hours', MOVE_HOURS, [batch.organizationId, batch.childIds, batch.targetId, limit]),
  );
  return row?.moved ?? 0;
}

const MOVE_HOURS = `
  with chosen as materialized (
    select h.group_id, h.hour from group_hourly_counts h
    where h.organization_id = $1 and h.group_id = any($2::bigint[])
    limit $4
  ), gone as (
    delete from group_hourly_counts h using chosen
    where h.organization_id = $1 and h.group_id = chosen.group_id and h.hour = chosen.hour
    returning h.hour, h.events
  ), added as (
    insert into group_hourly_counts (organization_id, group_id, hour, events)
    select $1, $3::bigint, hour, sum(events) from gone group by hour order by hour
    on conflict (organization_id, group_id, hour) do update
      set events = group_hourly_counts.events + excluded.events
  )
  select count(*)::integer as moved from gone`;

/** Moves people whom the children met, each once; answers how many rows went. */
export async function moveMergedPeople(tx: Executor, { batch, limit }: RowsToMove): Promise<number> {
  const moved = await tx.rows<{ groupId: string; people: number; isNew: boolean }>(
    statement('move-merged-people', MOVE_PEOPLE, [batch.organizationId, batch.childIds, batch.targetId, limit]),
  );
  const gone = moved.filter(({ isNew }) => !isNew);
  if (gone.length === 0) return 0;
  const met = moved.find(({ isNew }) => isNew)?.people ?? 0;
  await tx.rows(
    statement('count-merged-people', COUNT_PEOPLE, [
      batch.organizationId,
      gone.map(({ groupId }) => groupId),
      gone.map(({ people }) => people),
      batch.targetId,
      met,
    ]),
  );
  return gone.reduce((sum, { people }) => sum + people, 0);
}

/** A row a child with how many went, and one of the parent with how many it had not met before. */
const MOVE_PEOPLE = `
  with chosen as materialized (
    select u.group_id, u.user_key from group_users u
    where u.organization_id = $1 and u.group_id = any($2::bigint[])
    limit $4
  ), gone as (
    delete from group_users u using chosen
    where u.organization_id = $1 and u.group_id = chosen.group_id and u.user_key = chosen.user_key
    returning u.group_id, u.user_key, u.first_seen, u.last_seen
  ), met as (
    insert into group_users (organization_id, group_id, user_key, first_seen, last_seen)
    select $1, $3::bigint, user_key, min(first_seen), max(last_seen) from gone group by user_key order by user_key
    on conflict (organization_id, group_id, user_key) do update
      set first_seen = least(group_users.first_seen, excluded.first_seen),
        last_seen = greatest(group_users.last_seen, excluded.last_seen)
    returning xmax = 0 as is_new
  )
  select group_id as "groupId", count(*)::integer as people, false as "isNew" from gone group by group_id
  union all
  select $3, count(*)::integer, true from met where is_new`;

/** Whom the parent had not met counts for its snooze as met before it began, so that a merge ends no snooze. */
const COUNT_PEOPLE = `
  with left_over as (
    select * from unnest($2::bigint[], $3::integer[]) as child (group_id, people)
    union all select $4::bigint, -$5::integer
  ), baseline as (
    update group_snoozes set users_seen_baseline = coalesce(users_seen_baseline, 0) + $5
    where organization_id = $1 and group_id = $4 and user_count is not null
  )
  update group_counters c set users_seen = c.users_seen - left_over.people
  from left_over
  where c.organization_id = $1 and c.group_id = left_over.group_id`;

/** Holds the children's counters until the transaction ends: nobody counts an event there meanwhile. */
export function lockMergedCounters({ organizationId, childIds }: MergeBatch): Statement {
  return statement(
    'lock-merged-counters',
    `select 1 from group_counters where organization_id = $1 and group_id = any($2::bigint[])
     order by group_id for update`,
    [organizationId, childIds],
  );
}

/** Adds what is left of the children's counters to the parent's, and to the baseline of its snooze in the same statement. */
export async function addMergedCounters(
  tx: Executor,
  { organizationId, childIds, targetId }: MergeBatch,
): Promise<void> {
  await tx.rows(statement('add-merged-counters', ADD_COUNTERS, [organizationId, childIds, targetId]));
}

/** People of the children without a row of their own, as an import counts them, are added: nobody knows who they were. */
const ADD_COUNTERS = `
  with gone as (
    delete from group_counters where organization_id = $1 and group_id = any($2::bigint[])
    returning project_id, times_seen, users_seen, last_seen
  ), total as (
    select min(project_id) as project_id, sum(times_seen)::bigint as times,
      sum(greatest(users_seen, 0))::integer as people, max(last_seen) as last_seen
    from gone having count(*) > 0
  ), baseline as (
    update group_snoozes s
    set times_seen_baseline = case when s.count is null then s.times_seen_baseline
        else coalesce(s.times_seen_baseline, 0) + total.times end,
      users_seen_baseline = case when s.user_count is null then s.users_seen_baseline
        else coalesce(s.users_seen_baseline, 0) + total.people end
    from total where s.organization_id = $1 and s.group_id = $3
  )
  insert into group_counters (organization_id, group_id, project_id, times_seen, users_seen, last_seen)
  select $1, $3::bigint, project_id, times, people, last_seen from total
  on conflict (organization_id, group_id) do update
    set times_seen = group_counters.times_seen + excluded.times_seen,
      users_seen = group_counters.users_seen + excluded.users_seen,
      last_seen = greatest(group_counters.last_seen, excluded.last_seen)`;
