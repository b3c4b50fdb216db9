import type { IssueState, Subscription } from '../../domain/state/issue-state';
import { statement, type Statement } from '../statement';
import { columnValue, columnValues } from './column-values';
import { perIssueWriter } from './per-issue-rows';
import { viewerOf, type WriteContext } from './write-context';

/** The acting user's own subscriptions; other people's follow assignments. */
export const writeSubscriptions = perIssueWriter({ rowOf: ({ subscription }) => subscription, upsert, remove });

function upsert(rows: readonly (readonly [IssueState, Subscription])[], context: WriteContext): Statement {
  return statement(
    'upsert-own-subscriptions',
    `insert into group_subscriptions
       (organization_id, group_id, user_id, project_id, is_active, reason, date_added, operation_id)
     select $1, n.group_id, $2, n.project_id, ${columnValue('$5::boolean[]', 'n.is_active')},
       ${columnValue('$6::text[]', 'n.reason')}, ${columnValue('$7::timestamptz[]', 'n.date_added')},
       ${columnValue('$8::bigint[]', 'n.operation_id')}
     from unnest($3::bigint[], $4::bigint[], $5::boolean[], $6::text[], $7::timestamptz[], $8::bigint[])
       n (group_id, project_id, is_active, reason, date_added, operation_id)
     on conflict (organization_id, group_id, user_id)
     do update set is_active = excluded.is_active, reason = excluded.reason, date_added = excluded.date_added,
       operation_id = excluded.operation_id`,
    [
      context.organizationId,
      viewerOf(context),
      rows.map(([{ id }]) => id),
      rows.map(([{ projectId }]) => projectId),
      columnValues(rows.map(([, { isActive }]) => isActive)),
      columnValues(rows.map(([, { reason }]) => reason)),
      columnValues(rows.map(([, { dateAdded }]) => dateAdded)),
      columnValues(rows.map(([, { operationId }]) => operationId)),
    ],
  );
}

function remove(groupIds: readonly string[], context: WriteContext): Statement {
  return statement(
    'delete-own-subscriptions',
    `delete from group_subscriptions where organization_id = $1 and group_id = any($2::bigint[]) and user_id = $3`,
    [context.organizationId, groupIds, viewerOf(context)],
  );
}
