import type { Snooze } from '../../domain/snooze/snooze';
import type { IssueState } from '../../domain/state/issue-state';
import { statement, type Statement } from '../statement';
import { perIssueWriter } from './per-issue-rows';
import type { WriteContext } from './write-context';

/** What ends the archiving of the issues. */
export const writeSnoozes = perIssueWriter({ rowOf: ({ snooze }) => snooze, upsert, remove });

function upsert(rows: readonly (readonly [IssueState, Snooze])[], { organizationId }: WriteContext): Statement {
  return statement(
    'upsert-snoozes',
    `insert into group_snoozes (organization_id, group_id, project_id, until, count, "window", user_count, user_window,
       times_seen_baseline, users_seen_baseline, actor_id, date_added)
     select $1, n.*
     from unnest($2::bigint[], $3::bigint[], $4::timestamptz[], $5::int[], $6::int[], $7::int[], $8::int[],
       $9::bigint[], $10::int[], $11::bigint[], $12::timestamptz[]) n
     on conflict (organization_id, group_id)
     do update set until = excluded.until, count = excluded.count, "window" = excluded."window",
       user_count = excluded.user_count, user_window = excluded.user_window,
       times_seen_baseline = excluded.times_seen_baseline, users_seen_baseline = excluded.users_seen_baseline,
       actor_id = excluded.actor_id, date_added = excluded.date_added`,
    [
      organizationId,
      rows.map(([{ id }]) => id),
      rows.map(([{ projectId }]) => projectId),
      rows.map(([, { until }]) => until),
      rows.map(([, { count }]) => count),
      rows.map(([, { window }]) => window),
      rows.map(([, { userCount }]) => userCount),
      rows.map(([, { userWindow }]) => userWindow),
      rows.map(([, { timesSeenBaseline }]) => timesSeenBaseline),
      rows.map(([, { usersSeenBaseline }]) => usersSeenBaseline),
      rows.map(([, { actorId }]) => actorId),
      rows.map(([, { dateAdded }]) => dateAdded),
    ],
  );
}

function remove(groupIds: readonly string[], { organizationId }: WriteContext): Statement {
  return statement(
    'delete-snoozes',
    `delete from group_snoozes where organization_id = $1 and group_id = any($2::bigint[])`,
    [organizationId, groupIds],
  );
}
