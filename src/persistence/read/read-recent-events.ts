import type { HourWindow, RecentEvents } from '../../domain/escalation/recent-events';
import { statement, type Executor } from '../statement';

export interface RecentEventsQuestion {
  readonly organizationId: string;
  readonly groupIds: readonly string[];
  readonly window: HourWindow;
}

type Row = RecentEvents & { readonly groupId: string };

/**
 * Sums up the hourly counts of the issues, by id; one without events in the window is missing. The database sums, so
 * that of each issue one row comes and not 168.
 */
export async function readRecentEvents(
  tx: Executor,
  { organizationId, groupIds, window: { from, to } }: RecentEventsQuestion,
): Promise<ReadonlyMap<string, RecentEvents>> {
  const rows = await tx.rows<Row>(statement('read-recent-events', SQL, [organizationId, groupIds, from, to]));
  return new Map(rows.map(({ groupId, ...events }) => [groupId, events]));
}

// Whole numbers are summed as such; they become floating only where they are finished.
const SQL = `
  select group_id as "groupId", max(events) as largest, sum(events)::float8 as total,
    sum(events::bigint * events)::float8 as squares,
    json_build_array(
      coalesce(sum(events) filter (where weekday = 0), 0), coalesce(sum(events) filter (where weekday = 1), 0),
      coalesce(sum(events) filter (where weekday = 2), 0), coalesce(sum(events) filter (where weekday = 3), 0),
      coalesce(sum(events) filter (where weekday = 4), 0), coalesce(sum(events) filter (where weekday = 5), 0),
      coalesce(sum(events) filter (where weekday = 6), 0)) as "ofWeekday"
  from group_hourly_counts
  cross join lateral (select extract(dow from hour at time zone 'UTC') as weekday) d
  where organization_id = $1 and group_id = any($2::bigint[]) and hour >= $3 and hour < $4 and events > 0
  group by group_id`;
