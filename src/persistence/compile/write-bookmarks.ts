import type { IssueState, Bookmark } from '../../domain/state/issue-state';
import { statement, type Statement } from '../statement';
import { perIssueWriter } from './per-issue-rows';
import { viewerOf, type WriteContext } from './write-context';

/** The acting user's bookmarks. */
export const writeBookmarks = perIssueWriter({ rowOf: ({ bookmark }) => bookmark, upsert, remove });

function upsert(rows: readonly (readonly [IssueState, Bookmark])[], context: WriteContext): Statement {
  return statement(
    'upsert-bookmarks',
    `insert into group_bookmarks (organization_id, group_id, user_id, project_id, date_added)
     select $1, n.group_id, $2, n.project_id, n.date_added
     from unnest($3::bigint[], $4::bigint[], $5::timestamptz[]) n (group_id, project_id, date_added)
     on conflict (organization_id, group_id, user_id) do update set date_added = excluded.date_added`,
    [
      context.organizationId,
      viewerOf(context),
      rows.map(([{ id }]) => id),
      rows.map(([{ projectId }]) => projectId),
      rows.map(([, { dateAdded }]) => dateAdded),
    ],
  );
}

function remove(groupIds: readonly string[], context: WriteContext): Statement {
  return statement(
    'delete-bookmarks',
    `delete from group_bookmarks where organization_id = $1 and group_id = any($2::bigint[]) and user_id = $3`,
    [context.organizationId, groupIds, viewerOf(context)],
  );
}
