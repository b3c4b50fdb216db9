import type { ActivityType } from '../../domain/activity-type';
import type { ChildRow, PageRequest } from '../../domain/page';
import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';
import type { CountRow } from './count-row';
import { keyColumns } from './key-columns';

/** One line of the feed of the issue `parentId`; the line of the first event has the id 0. */
export interface ActivityRow extends ChildRow {
  readonly id: string;
  readonly organizationId: string;
  readonly type: ActivityType;
  readonly userId: string | null;
  readonly createdAt: Date;
  readonly data: Record<string, unknown> | null;
  readonly operationId: string | null;
}

/**
 * A repeated line equals its newer neighbour in everything but time; notes never do. The window runs from the newest
 * line on along the key, so that a page needs no more rows than it shows and skips.
 */
const FEED = `
  (
    select a.id, a.type, a.user_id, a.datetime, a.data, a.operation_id,
      a.type <> 'NOTE'
        and row (a.type, a.ident, a.user_id, a.data, a.operation_id) is not distinct from
          row (lag(a.type) over newer, lag(a.ident) over newer, lag(a.user_id) over newer, lag(a.data) over newer,
            lag(a.operation_id) over newer) as repeated
    from activities a
    where a.organization_id = wanted.organization_id and a.group_id = wanted.group_id
    window newer as (order by a.id desc)
  )`;

/** A page of each issue's feed with one row more, newest first, ending with the line of the first event. */
export function readActivityFeeds(
  executor: Executor,
  groups: readonly TenantKey[],
  { first, after }: PageRequest,
): Promise<ActivityRow[]> {
  return executor.rows<ActivityRow>(
    statement(
      'read-activity-feeds',
      `select wanted.group_id as "parentId", wanted.organization_id as "organizationId", line.id, line.type,
         line.user_id as "userId", line.datetime as "createdAt", line.data, line.operation_id as "operationId"
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, group_id)
       cross join lateral (
         (select feed.id, feed.type, feed.user_id, feed.datetime, feed.data, feed.operation_id
          from ${FEED} feed
          where not feed.repeated and ($3::bigint is null or feed.id < $3)
          order by feed.id desc
          limit $4)
         union all
         select 0, 'FIRST_SEEN', null, g.first_seen, jsonb_build_object('priority', lower(g.initial_priority)), null
         from groups g
         where g.organization_id = wanted.organization_id and g.id = wanted.group_id and ($3::bigint is null or 0 < $3)
         order by 1 desc
         limit $4
       ) line
       order by wanted.group_id, line.id desc`,
      [...keyColumns(groups), after, first + 1],
    ),
  );
}

/** How many lines each issue's feed has, the first event's included. */
export function countActivityFeeds(executor: Executor, groups: readonly TenantKey[]): Promise<CountRow[]> {
  return executor.rows<CountRow>(
    statement(
      'count-activity-feeds',
      `select wanted.group_id as "parentId",
         1 + (select count(*)::integer from ${FEED} feed where not feed.repeated) as count
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, group_id)`,
      keyColumns(groups),
    ),
  );
}
