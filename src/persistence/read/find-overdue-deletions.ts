import type { OperationKey } from '../../domain/bulk-operation';
import type { DoomedGroup } from '../compile/deletion-jobs';
import { statement, type Executor } from '../statement';

/** An issue whose deletion is overdue, and its place in the order. */
export interface OverdueDeletion extends DoomedGroup {
  readonly dueAt: Date;
}

/** Some of the overdue deletions. */
export interface OverduePage {
  /** When they were due at the latest. */
  readonly before: Date;
  /** Behind which one the page begins; null: at the front. */
  readonly after: OverdueDeletion | null;
  readonly limit: number;
}

/** Issues of any organization whose deletion was due before the moment and has not ended, the longest overdue first. */
export function findOverdueDeletions(
  executor: Executor,
  { before, after, limit }: OverduePage,
): Promise<OverdueDeletion[]> {
  return executor.rows<OverdueDeletion>(
    statement(
      'find-overdue-deletions',
      `select organization_id as "organizationId", operation_id as "operationId", project_id as "projectId",
         group_id as "groupId", due_at as "dueAt"
       from group_deletions
       where due_at < $1
         and ($2::timestamptz is null or (due_at, organization_id, group_id) > ($2, $3::bigint, $4::bigint))
       order by due_at, organization_id, group_id
       limit $5`,
      [before, after?.dueAt ?? null, after?.organizationId ?? null, after?.groupId ?? null, limit],
    ),
  );
}

/** An issue that an operation wants deleted, and the place of its outcome. */
export interface DeletionOfOperation extends DoomedGroup {
  readonly ordinal: number;
}

/** The issues that an operation wants deleted, in the order of its outcomes; none before it can no longer be undone. */
export function findDeletionsOfOperation(
  executor: Executor,
  { organizationId, operationId }: OperationKey,
  { after, limit, now }: { readonly after: number; readonly limit: number; readonly now: Date },
): Promise<DeletionOfOperation[]> {
  return executor.rows<DeletionOfOperation>(
    statement(
      'find-deletions-of-operation',
      `select o.organization_id as "organizationId", o.operation_id as "operationId", d.project_id as "projectId",
         d.group_id as "groupId", o.ordinal
       from bulk_operation_outcomes o
       join group_deletions d on d.organization_id = o.organization_id and d.group_id = o.group_id
         and d.operation_id = o.operation_id
       where o.organization_id = $1 and o.operation_id = $2 and o.status = 'CHANGED' and o.ordinal > $3
         and exists (select from bulk_operations b where b.organization_id = $1 and b.id = $2 and b.undoable_until <= $5)
       order by o.ordinal limit $4`,
      [organizationId, operationId, after, limit, now],
    ),
  );
}
