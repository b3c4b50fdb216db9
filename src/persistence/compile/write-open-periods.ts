import type { IssueState, OpenPeriod } from '../../domain/state/issue-state';
import { statement, type Statement } from '../statement';
import { present } from './per-issue-rows';
import { updateOpenPeriods } from './update-open-periods';
import type { WriteContext } from './write-context';

/** The latest open periods of the issues: those that are there as they are now, and those that begin. */
export function writeOpenPeriods(states: readonly IssueState[], context: WriteContext): Statement[] {
  const begin = present(states, ({ openPeriod }) => (openPeriod?.id === null ? openPeriod : null));
  const there = states.filter(({ openPeriod }) => openPeriod?.id !== null);
  return [...updateOpenPeriods(there, context), ...(begin.length > 0 ? [insertOpenPeriods(begin, context)] : [])];
}

function insertOpenPeriods(
  rows: readonly (readonly [IssueState, OpenPeriod])[],
  { organizationId }: WriteContext,
): Statement {
  return statement(
    'insert-open-periods',
    `insert into group_open_periods (organization_id, group_id, project_id, date_started)
     select $1, n.group_id, n.project_id, n.date_started
     from unnest($2::bigint[], $3::bigint[], $4::timestamptz[]) n (group_id, project_id, date_started)`,
    [
      organizationId,
      rows.map(([{ id }]) => id),
      rows.map(([{ projectId }]) => projectId),
      rows.map(([, { dateStarted }]) => dateStarted),
    ],
  );
}
