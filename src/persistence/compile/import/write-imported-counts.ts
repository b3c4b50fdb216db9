import type { ImportedIssue } from '../../../domain/import/imported-issue';
import { statement, type Executor } from '../../statement';

/** Raises the counters of issues; answers the ids of those whose counters moved. What events counted meanwhile stays. */
export async function raiseCounters(
  tx: Executor,
  organizationId: string,
  issues: readonly ImportedIssue[],
): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(
    statement(
      'raise-counters',
      `insert into group_counters (organization_id, group_id, project_id, times_seen, users_seen, last_seen)
       select $1, group_id, project_id, times_seen, users_seen, last_seen
       from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::integer[], $6::timestamptz[])
         n (group_id, project_id, times_seen, users_seen, last_seen)
       order by group_id
       on conflict (organization_id, group_id) do update
         set times_seen = greatest(group_counters.times_seen, excluded.times_seen),
           users_seen = greatest(group_counters.users_seen, excluded.users_seen),
           last_seen = greatest(group_counters.last_seen, excluded.last_seen)
         where group_counters.times_seen < excluded.times_seen or group_counters.users_seen < excluded.users_seen
           or group_counters.last_seen < excluded.last_seen
       returning group_id as id`,
      [
        organizationId,
        issues.map(({ id }) => id),
        issues.map(({ projectId }) => projectId),
        issues.map(({ timesSeen }) => timesSeen),
        issues.map(({ usersSeen }) => usersSeen),
        issues.map(({ lastSeen }) => lastSeen),
      ],
    ),
  );
  return rows.map(({ id }) => id);
}

/** The events of a clock hour. */
export interface ImportedHour {
  readonly groupId: string;
  readonly hour: Date;
  readonly events: number;
}

/** Raises the counts of clock hours; answers the ids of the issues that have a count that moved. */
export async function raiseHourlyCounts(
  tx: Executor,
  organizationId: string,
  hours: readonly ImportedHour[],
): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(
    statement(
      'raise-hourly-counts',
      `insert into group_hourly_counts (organization_id, group_id, hour, events)
       select $1, group_id, hour, max(events)
       from unnest($2::bigint[], $3::timestamptz[], $4::integer[]) n (group_id, hour, events)
       group by group_id, hour order by group_id, hour
       on conflict (organization_id, group_id, hour) do update set events = excluded.events
         where group_hourly_counts.events < excluded.events
       returning group_id as id`,
      [
        organizationId,
        hours.map(({ groupId }) => groupId),
        hours.map(({ hour }) => hour),
        hours.map(({ events }) => events),
      ],
    ),
  );
  return rows.map(({ id }) => id);
}
