import type { InboxPlace, IssueState } from '../../domain/state/issue-state';
import { statement, type Statement } from '../statement';
import { perIssueWriter } from './per-issue-rows';
import type { WriteContext } from './write-context';

/** The issues' places in the inbox. */
export const writeInboxes = perIssueWriter({ rowOf: ({ inbox }) => inbox, upsert, remove });

function upsert(rows: readonly (readonly [IssueState, InboxPlace])[], { organizationId }: WriteContext): Statement {
  return statement(
    'upsert-inboxes',
    `insert into group_inboxes (organization_id, group_id, project_id, reason, reason_details, date_added)
     select $1, n.group_id, n.project_id, n.reason, n.reason_details, n.date_added
     from unnest($2::bigint[], $3::bigint[], $4::text[], $5::jsonb[], $6::timestamptz[])
       n (group_id, project_id, reason, reason_details, date_added)
     on conflict (organization_id, group_id)
     do update set reason = excluded.reason, reason_details = excluded.reason_details,
       date_added = excluded.date_added`,
    [
      organizationId,
      rows.map(([{ id }]) => id),
      rows.map(([{ projectId }]) => projectId),
      rows.map(([, { reason }]) => reason),
      rows.map(([, { reasonDetails }]) => (reasonDetails === null ? null : JSON.stringify(reasonDetails))),
      rows.map(([, { dateAdded }]) => dateAdded),
    ],
  );
}

function remove(groupIds: readonly string[], { organizationId }: WriteContext): Statement {
  return statement(
    'delete-inboxes',
    `delete from group_inboxes where organization_id = $1 and group_id = any($2::bigint[])`,
    [organizationId, groupIds],
  );
}
