import type { IssueState, SeenMark } from '../../domain/state/issue-state';
import { statement, type Statement } from '../statement';
import { perIssueWriter } from './per-issue-rows';
import { viewerOf, type WriteContext } from './write-context';

/** When the acting user last looked at the issues. */
export const writeSeens = perIssueWriter({ rowOf: ({ seen }) => seen, upsert, remove });

function upsert(rows: readonly (readonly [IssueState, SeenMark])[], context: WriteContext): Statement {
  return statement(
    'upsert-seens',
    `insert into group_seens (organization_id, group_id, user_id, project_id, last_seen)
     select $1, n.group_id, $2, n.project_id, n.last_seen
     from unnest($3::bigint[], $4::bigint[], $5::timestamptz[]) n (group_id, project_id, last_seen)
     on conflict (organization_id, group_id, user_id) do update set last_seen = excluded.last_seen`,
    [
      context.organizationId,
      viewerOf(context),
      rows.map(([{ id }]) => id),
      rows.map(([{ projectId }]) => projectId),
      rows.map(([, { lastSeen }]) => lastSeen),
    ],
  );
}

function remove(groupIds: readonly string[], context: WriteContext): Statement {
  return statement(
    'delete-seens',
    `delete from group_seens where organization_id = $1 and group_id = any($2::bigint[]) and user_id = $3`,
    [context.organizationId, groupIds, viewerOf(context)],
  );
}
