import type { OrganizationAccess } from '../../domain/access';
import { DELETED_STATUSES } from '../../domain/group';
import type { ChildRow, PageRequest } from '../../domain/page';
import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';
import type { CountRow } from './count-row';
import { keyColumns, visibleProjectColumns } from './key-columns';

/** An issue that the operation `parentId` selected. */
export interface SelectedIssueRow extends ChildRow {
  readonly organizationId: string;
  readonly id: string;
  readonly ordinal: number;
}

export interface SelectedIssuesQuestion {
  readonly operations: readonly TenantKey[];
  /** The organizations whose visible projects count. */
  readonly organizations: readonly OrganizationAccess[];
}

// What was not found, or lay outside the condition, was not selected; what is gone by now cannot be shown.
const SELECTED = `
  bulk_operation_outcomes o
  join groups g on g.organization_id = o.organization_id and g.id = o.group_id and g.status <> all ($5::text[])
  join unnest($3::bigint[], $4::bigint[]) as visible (organization_id, project_id)
    on visible.organization_id = g.organization_id and visible.project_id = g.project_id
  where o.organization_id = wanted.organization_id and o.operation_id = wanted.operation_id
    and o.status <> 'NOT_FOUND' and o.code is distinct from 'OUTSIDE_SELECTION'`;

/** A page of each operation's selected issues that the caller still sees, with one row more, in the order of the outcomes. */
export function readSelectedIssuePages(
  executor: Executor,
  { operations, organizations }: SelectedIssuesQuestion,
  { first, after }: PageRequest,
): Promise<SelectedIssueRow[]> {
  return executor.rows<SelectedIssueRow>(
    statement(
      'read-selected-issue-pages',
      `select wanted.operation_id as "parentId", wanted.organization_id as "organizationId", issue.id, issue.ordinal
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, operation_id)
       cross join lateral (
         select g.id, o.ordinal
         from ${SELECTED} and ($6::bigint is null or o.ordinal > $6)
         order by o.ordinal
         limit $7
       ) issue
       order by wanted.operation_id, issue.ordinal`,
      [...keyColumns(operations), ...visibleProjectColumns(organizations), DELETED_STATUSES, after, first + 1],
    ),
  );
}

export function countSelectedIssues(
  executor: Executor,
  { operations, organizations }: SelectedIssuesQuestion,
): Promise<CountRow[]> {
  return executor.rows<CountRow>(
    statement(
      'count-selected-issues',
      `select wanted.operation_id as "parentId", (select count(*)::integer from ${SELECTED}) as count
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, operation_id)`,
      [...keyColumns(operations), ...visibleProjectColumns(organizations), DELETED_STATUSES],
    ),
  );
}
