import { statement, type Executor } from '../../statement';

/** What a batch adds to an issue's counters. */
export interface GroupTally {
  readonly organizationId: string;
  readonly groupId: string;
  readonly projectId: string;
  readonly events: number;
  readonly lastSeen: Date;
}

/** What a batch adds to an issue's count of a clock hour. */
export interface HourTally {
  readonly organizationId: string;
  readonly groupId: string;
  /** Its beginning. */
  readonly hour: Date;
  readonly events: number;
}

/** A person whom an issue met in a batch; one row a person and issue. */
export interface PersonTally {
  readonly organizationId: string;
  readonly groupId: string;
  readonly userKey: string;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

/** An issue whose events are counted. */
export interface CountedGroup {
  readonly organizationId: string;
  readonly groupId: string;
  readonly projectId: string;
  /** These included. */
  readonly timesSeen: number;
  /** When its latest event before these happened; null: there was none. */
  readonly quietSince: Date | null;
}

/** Adds to the counts of clock hours. */
export async function countEventsOfHour(tx: Executor, tallies: readonly HourTally[]): Promise<void> {
  await tx.rows(
    statement(
      'count-events-of-hour',
      `insert into group_hourly_counts (organization_id, group_id, hour, events)
       select organization_id, group_id, hour, events
       from unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::integer[])
         as seen (organization_id, group_id, hour, events)
       order by organization_id, group_id, hour
       on conflict (organization_id, group_id, hour) do update
         set events = group_hourly_counts.events + excluded.events`,
      [
        tallies.map(({ organizationId }) => organizationId),
        tallies.map(({ groupId }) => groupId),
        tallies.map(({ hour }) => hour),
        tallies.map(({ events }) => events),
      ],
    ),
  );
}

/**
 * A row that was inserted has no xmax; one that another transaction inserted first was locked and updated, and has. The
 * counters themselves are read as they were before the statement.
 */
const COUNT_EVENTS = `
  with met as (
    insert into group_users (organization_id, group_id, user_key, first_seen, last_seen)
    select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::timestamptz[], $5::timestamptz[])
      as person (organization_id, group_id, user_key, first_seen, last_seen)
    order by organization_id, group_id, user_key
    on conflict (organization_id, group_id, user_key) do update
      set first_seen = least(group_users.first_seen, excluded.first_seen),
        last_seen = greatest(group_users.last_seen, excluded.last_seen)
    returning organization_id, group_id, xmax = 0 as is_new
  ), new_people as (
    select organization_id, group_id, count(*)::integer as people from met where is_new
    group by organization_id, group_id
  )
  insert into group_counters (organization_id, group_id, project_id, times_seen, users_seen, last_seen)
  select organization_id, group_id, project_id, events, coalesce(people, 0), last_seen
  from unnest($6::bigint[], $7::bigint[], $8::bigint[], $9::integer[], $10::timestamptz[])
    as seen (organization_id, group_id, project_id, events, last_seen)
  left join new_people using (organization_id, group_id)
  order by organization_id, group_id
  on conflict (organization_id, group_id) do update
    set times_seen = group_counters.times_seen + excluded.times_seen,
      users_seen = group_counters.users_seen + excluded.users_seen,
      last_seen = greatest(group_counters.last_seen, excluded.last_seen)
  returning organization_id as "organizationId", group_id as "groupId", project_id as "projectId",
    times_seen::float8 as "timesSeen",
    (select before.last_seen from group_counters before
     where before.organization_id = group_counters.organization_id and before.group_id = group_counters.group_id)
      as "quietSince"`;

/**
 * Remembers the people, and adds events and people not met before to the counters. Rows are touched in key order and
 * people before counters, so that no two batches wait for each other. Answers the issues.
 */
export function countEvents(
  tx: Executor,
  tallies: readonly GroupTally[],
  people: readonly PersonTally[],
): Promise<CountedGroup[]> {
  return tx.rows<CountedGroup>(
    statement('count-events', COUNT_EVENTS, [
      people.map(({ organizationId }) => organizationId),
      people.map(({ groupId }) => groupId),
      people.map(({ userKey }) => userKey),
      people.map(({ firstSeen }) => firstSeen),
      people.map(({ lastSeen }) => lastSeen),
      tallies.map(({ organizationId }) => organizationId),
      tallies.map(({ groupId }) => groupId),
      tallies.map(({ projectId }) => projectId),
      tallies.map(({ events }) => events),
      tallies.map(({ lastSeen }) => lastSeen),
    ]),
  );
}
