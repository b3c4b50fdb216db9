import type { IssueState } from '../../domain/state/issue-state';
import { statement, type Statement } from '../statement';
import { columnValue, columnValues } from './column-values';
import { present } from './per-issue-rows';
import type { WriteContext } from './write-context';

/** Closes or reopens the latest open period of the issues. */
export function updateOpenPeriods(states: readonly IssueState[], { organizationId }: WriteContext): Statement[] {
  const rows = present(states, ({ openPeriod }) => openPeriod);
  if (rows.length === 0) return [];
  return [
    statement(
      'update-open-periods',
      `update group_open_periods p
       set date_ended = ${columnValue('$4::timestamptz[]', 'n.date_ended')},
         resolution_activity_id = ${columnValue('$5::bigint[]', 'n.resolution_activity_id')},
         user_id = ${columnValue('$6::bigint[]', 'n.user_id')}
       from unnest($2::bigint[], $3::bigint[], $4::timestamptz[], $5::bigint[], $6::bigint[])
         n (group_id, id, date_ended, resolution_activity_id, user_id)
       where p.organization_id = $1 and p.group_id = n.group_id and p.id = n.id`,
      [
        organizationId,
        rows.map(([{ id }]) => id),
        rows.map(([, { id }]) => id),
        columnValues(rows.map(([, { dateEnded }]) => dateEnded)),
        columnValues(rows.map(([, { resolutionActivityId }]) => resolutionActivityId)),
        columnValues(rows.map(([, { userId }]) => userId)),
      ],
    ),
  ];
}
