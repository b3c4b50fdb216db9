import type { IssueState, Share } from '../../domain/state/issue-state';
import { statement, type Statement } from '../statement';
import { perIssueWriter } from './per-issue-rows';
import type { WriteContext } from './write-context';

/** The links under which anybody may see the issues. */
export const writeShares = perIssueWriter({ rowOf: ({ share }) => share, upsert, remove });

function upsert(rows: readonly (readonly [IssueState, Share])[], { organizationId }: WriteContext): Statement {
  return statement(
    'upsert-shares',
    `insert into group_shares (organization_id, group_id, project_id, uuid, user_id, date_added)
     select $1, n.group_id, n.project_id, n.uuid, n.user_id, n.date_added
     from unnest($2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::timestamptz[])
       n (group_id, project_id, uuid, user_id, date_added)
     on conflict (organization_id, group_id)
     do update set uuid = excluded.uuid, user_id = excluded.user_id, date_added = excluded.date_added`,
    [
      organizationId,
      rows.map(([{ id }]) => id),
      rows.map(([{ projectId }]) => projectId),
      rows.map(([, { uuid }]) => uuid),
      rows.map(([, { userId }]) => userId),
      rows.map(([, { dateAdded }]) => dateAdded),
    ],
  );
}

function remove(groupIds: readonly string[], { organizationId }: WriteContext): Statement {
  return statement(
    'delete-shares',
    `delete from group_shares where organization_id = $1 and group_id = any($2::bigint[])`,
    [organizationId, groupIds],
  );
}
