import type { OrganizationAccess } from '../../domain/access';
import type { OutcomeStatus } from '../../domain/bulk-operation';
import type { ChildRow, PageRequest } from '../../domain/page';
import type { ProblemCode } from '../../domain/problem';
import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';
import type { CountRow } from './count-row';
import { keyColumns, visibleProjectColumns } from './key-columns';

/** One attribute that changed, as it was stored with the outcome. */
export interface AttributeChangeRow {
  readonly attribute: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What became of one issue of the operation `parentId`, in a project that the reader sees or not found at all. */
export interface OutcomeRow extends ChildRow {
  readonly ordinal: number;
  /** As it was asked for, which need not be an id. */
  readonly issueId: string;
  readonly status: OutcomeStatus;
  readonly code: ProblemCode | null;
  readonly changes: readonly AttributeChangeRow[];
}

export interface OutcomeQuestion {
  readonly operations: readonly TenantKey[];
  /** null: all. */
  readonly statuses: readonly OutcomeStatus[] | null;
  /** The organizations whose visible projects count. */
  readonly organizations: readonly OrganizationAccess[];
}

// What was not found belongs to no project. The list of projects is hashed once, not searched for every row.
const VISIBLE = `(o.project_id is null
    or (o.organization_id, o.project_id) in (select * from unnest($3::bigint[], $4::bigint[])))`;

/** A page of each operation's outcomes with one row more, in the order of the selection. */
export function readOutcomePages(
  executor: Executor,
  question: OutcomeQuestion,
  { first, after }: PageRequest,
): Promise<OutcomeRow[]> {
  return executor.rows<OutcomeRow>(
    statement(
      'read-outcome-pages',
      `select outcome.operation_id as "parentId", outcome.ordinal,
         coalesce(outcome.group_id::text, outcome.requested_id) as "issueId", outcome.status, outcome.code,
         coalesce(outcome.changes, '[]') as changes
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, operation_id)
       cross join lateral (
         select * from bulk_operation_outcomes o
         where o.organization_id = wanted.organization_id and o.operation_id = wanted.operation_id
           and ${VISIBLE}
           and ($5::text[] is null or o.status = any ($5)) and ($6::bigint is null or o.ordinal > $6)
         order by o.ordinal
         limit $7
       ) outcome
       order by outcome.operation_id, outcome.ordinal`,
      [...columnsOf(question), after, first + 1],
    ),
  );
}

export function countOutcomes(executor: Executor, question: OutcomeQuestion): Promise<CountRow[]> {
  return executor.rows<CountRow>(
    statement(
      'count-outcomes',
      `select o.operation_id as "parentId", count(*)::integer as count
       from unnest($1::bigint[], $2::bigint[]) as wanted (organization_id, operation_id)
       join bulk_operation_outcomes o
         on o.organization_id = wanted.organization_id and o.operation_id = wanted.operation_id
       where ${VISIBLE} and ($5::text[] is null or o.status = any ($5))
       group by o.operation_id`,
      columnsOf(question),
    ),
  );
}

function columnsOf({ operations, organizations, statuses }: OutcomeQuestion): unknown[] {
  return [...keyColumns(operations), ...visibleProjectColumns(organizations), statuses];
}
