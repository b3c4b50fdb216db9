import type { DoomedGroup } from '../compile/deletion-jobs';
import { statement, type Executor } from '../statement';

/** Issues of any organization whose deletion was due before the moment and has not ended, the longest overdue first. */
export function findOverdueDeletions(executor: Executor, before: Date, limit: number): Promise<DoomedGroup[]> {
  return executor.rows<DoomedGroup>(
    statement(
      'find-overdue-deletions',
      `select organization_id as "organizationId", operation_id as "operationId", project_id as "projectId",
         group_id as "groupId"
       from group_deletions
       where due_at < $1
       order by due_at, organization_id, group_id
       limit $2`,
      [before, limit],
    ),
  );
}
