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

const SHOWN = `g.status <> all ($5::text[])
    and (g.organization_id, g.project_id) in (select * from unnest($3::bigint[], $4::bigint[]))`;

// What was not found, or lay outside the condition, was not selected; what is gone by now cannot be shown.
const SELECTED = `
  bulk_operation_outcomes o
  join groups g on g.organization_id = o.organization_id and g.id = o.group_id and ${SHOWN}
  where o.organization_id = wanted.organization_id and o.operation_id = wanted.operation_id
    and o.status <> 'NOT_FOUND' and o.code is distinct from 'OUTSIDE_SELECTION'`;

// Where an operation that runs as a job has still something to do.
const UNFINISHED = `
  select * from bulk_operation_pages
  where organization_id = wanted.organization_id and operation_id = wanted.operation_id and done < size`;

const NEXT_PAGES = `${UNFINISHED} and ($6::bigint is null or last_ordinal > $6) order by page limit 2`;

/** What it has still to do on some of its pages. */
const waitingOn = (pages: string): string => `
  (${pages}) p
  cross join lateral rows from (unnest(p.group_ids), unnest(p.ordinals)) with ordinality
    as w (group_id, given_ordinal, position)
  cross join lateral (select coalesce(w.given_ordinal, p.first_ordinal + w.position - 1)::integer as ordinal) o
  join groups g on g.organization_id = p.organization_id and g.id = w.group_id and ${SHOWN}
  where w.position > p.done`;

/**
 * A page of each operation's selected issues that the caller still sees, with one row more, in the order of the outcomes.
 * What is still to be done is looked for on the next two of its pages first: a page holds 10,000 issues, a set a hundred
 * of them, and the planner knows neither.
 */
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
         with near as materialized (
           select g.id, o.ordinal
           from ${waitingOn(NEXT_PAGES)} and ($6::bigint is null or o.ordinal > $6)
           order by o.ordinal
           limit $7
         )
         (
           select g.id, o.ordinal
           from ${SELECTED} and ($6::bigint is null or o.ordinal > $6)
           order by o.ordinal
           limit $7
         )
         union all
         (select id, ordinal from near where (select count(*) from near) = $7)
         union all
         (
           select g.id, o.ordinal
           from ${waitingOn(UNFINISHED)} and ($6::bigint is null or o.ordinal > $6) and (select count(*) from near) < $7
           order by o.ordinal
           limit $7
         )
         order by ordinal
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
      `select wanted.operation_id as "parentId",
         (select count(*)::integer from ${SELECTED}) + (select count(*)::integer from ${waitingOn(UNFINISHED)}) as count
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, operation_id)`,
      [...keyColumns(operations), ...visibleProjectColumns(organizations), DELETED_STATUSES],
    ),
  );
}
