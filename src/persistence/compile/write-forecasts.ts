import type { Forecast } from '../../domain/escalation/forecast';
import type { IssueState } from '../../domain/state/issue-state';
import { arrayLiteral } from '../array-literal';
import { statement, type Statement } from '../statement';
import { perIssueWriter } from './per-issue-rows';
import type { WriteContext } from './write-context';

/** How often the issues may be seen before they escalate. */
export const writeForecasts = perIssueWriter({ rowOf: ({ forecast }) => forecast, upsert, remove });

function upsert(rows: readonly (readonly [IssueState, Forecast])[], { organizationId }: WriteContext): Statement {
  return statement(
    'upsert-forecasts',
    `insert into group_forecasts (organization_id, group_id, project_id, thresholds, date_added)
     select $1, n.group_id, n.project_id, n.thresholds::bigint[], n.date_added
     from unnest($2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[])
       n (group_id, project_id, thresholds, date_added)
     on conflict (organization_id, group_id)
     do update set thresholds = excluded.thresholds, date_added = excluded.date_added`,
    [
      organizationId,
      rows.map(([{ id }]) => id),
      rows.map(([{ projectId }]) => projectId),
      rows.map(([, { thresholds }]) => arrayLiteral(thresholds)),
      rows.map(([, { dateAdded }]) => dateAdded),
    ],
  );
}

function remove(groupIds: readonly string[], { organizationId }: WriteContext): Statement {
  return statement(
    'delete-forecasts',
    `delete from group_forecasts where organization_id = $1 and group_id = any($2::bigint[])`,
    [organizationId, groupIds],
  );
}
