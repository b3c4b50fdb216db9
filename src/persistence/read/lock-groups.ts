import type { GroupCategory, GroupPriority, GroupStatus, GroupSubstatus } from '../../domain/group';
import { statement, type Executor } from '../statement';

/** The columns of an issue's own row that a mutation reads. */
export interface LockedGroup {
  readonly id: string;
  readonly projectId: string;
  readonly category: GroupCategory;
  readonly status: GroupStatus;
  readonly substatus: GroupSubstatus | null;
  readonly priority: GroupPriority | null;
  readonly initialPriority: GroupPriority | null;
  readonly priorityLockedAt: Date | null;
  readonly firstSeen: Date;
  readonly activeAt: Date;
  readonly resolvedAt: Date | null;
  readonly version: number;
  readonly changedAt: Date;
}

export interface GroupsToLock {
  readonly organizationId: string;
  /** The projects that the caller may see. */
  readonly projectIds: readonly string[];
  readonly ids: readonly string[];
}

/** As they are called in `LockedGroup`. */
export const GROUP_COLUMNS = `id, project_id as "projectId", category, status, substatus, priority,
         initial_priority as "initialPriority", priority_locked_at as "priorityLockedAt",
         first_seen as "firstSeen", active_at as "activeAt", resolved_at as "resolvedAt", version,
         changed_at as "changedAt"`;

/**
 * Locks the issues that exist for the caller, in id order so that overlapping calls cannot deadlock, and answers their
 * rows as they are under the lock. The rows of other tables must be read by later statements: this one's snapshot is
 * as old as its wait.
 */
export function lockGroups(tx: Executor, { organizationId, projectIds, ids }: GroupsToLock): Promise<LockedGroup[]> {
  return tx.rows<LockedGroup>(
    statement(
      'lock-groups',
      `select ${GROUP_COLUMNS}
       from groups
       where organization_id = $1 and id = any($2::bigint[]) and project_id = any($3::bigint[])
         and status not in ('PENDING_DELETION', 'DELETION_IN_PROGRESS')
       order by id
       for no key update`,
      [organizationId, ids, projectIds],
    ),
  );
}

/** Locks issues for an undo: also those that the operation itself has deleted or is merging. */
export function lockGroupsToRestore(
  tx: Executor,
  { organizationId, projectIds, ids }: GroupsToLock,
): Promise<LockedGroup[]> {
  return tx.rows<LockedGroup>(
    statement(
      'lock-groups-to-restore',
      `select ${GROUP_COLUMNS}
       from groups
       where organization_id = $1 and id = any($2::bigint[]) and project_id = any($3::bigint[])
       order by id
       for no key update`,
      [organizationId, ids, projectIds],
    ),
  );
}
