import type { Assignment, IssueState } from '../../domain/state/issue-state';
import { statement, type Statement } from '../statement';
import { columnValue, columnValues } from './column-values';
import { perIssueWriter } from './per-issue-rows';
import type { WriteContext } from './write-context';

/** Who is assigned to the issues, now. */
export const writeAssignees = perIssueWriter({ rowOf: ({ assignee }) => assignee, upsert, remove });

function upsert(rows: readonly (readonly [IssueState, Assignment])[], { organizationId }: WriteContext): Statement {
  return statement(
    'upsert-assignees',
    `insert into group_assignees (organization_id, group_id, project_id, user_id, team_id, date_added)
     select $1, n.group_id, n.project_id, ${columnValue('$4::bigint[]', 'n.user_id')},
       ${columnValue('$5::bigint[]', 'n.team_id')}, ${columnValue('$6::timestamptz[]', 'n.date_added')}
     from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::timestamptz[])
       n (group_id, project_id, user_id, team_id, date_added)
     on conflict (organization_id, group_id)
     do update set user_id = excluded.user_id, team_id = excluded.team_id, date_added = excluded.date_added`,
    [
      organizationId,
      rows.map(([{ id }]) => id),
      rows.map(([{ projectId }]) => projectId),
      columnValues(rows.map(([, { type, id }]) => (type === 'user' ? id : null))),
      columnValues(rows.map(([, { type, id }]) => (type === 'team' ? id : null))),
      columnValues(rows.map(([, { dateAdded }]) => dateAdded)),
    ],
  );
}

function remove(groupIds: readonly string[], { organizationId }: WriteContext): Statement {
  return statement(
    'delete-assignees',
    `delete from group_assignees where organization_id = $1 and group_id = any($2::bigint[])`,
    [organizationId, groupIds],
  );
}
