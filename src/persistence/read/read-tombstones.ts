import type { OrganizationAccess } from '../../domain/access';
import type { GroupLevel } from '../../domain/group';
import type { PageRequest } from '../../domain/page';
import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';
import { visibleProjectColumns } from './key-columns';

/** What is left of a discarded issue. */
export interface TombstoneRow {
  readonly organizationId: string;
  readonly id: string;
  readonly projectId: string;
  readonly previousGroupId: string;
  readonly title: string;
  readonly culprit: string | null;
  readonly level: GroupLevel;
  readonly actorId: string | null;
  readonly droppedEvents: number;
  readonly createdAt: Date;
}

export interface ProjectKey {
  readonly organizationId: string;
  readonly projectId: string;
}

/** A page of the project's tombstones with one row more, newest first. */
export function readTombstonePage(
  executor: Executor,
  { organizationId, projectId }: ProjectKey,
  { first, after }: PageRequest,
): Promise<TombstoneRow[]> {
  return executor.rows<TombstoneRow>(
    statement(
      'read-tombstone-page',
      `select organization_id as "organizationId", id, project_id as "projectId",
         previous_group_id as "previousGroupId", title, culprit, level, actor_id as "actorId",
         dropped_events::float8 as "droppedEvents", created_at as "createdAt"
       from group_tombstones
       where organization_id = $1 and project_id = $2 and ($3::bigint is null or id < $3)
       order by id desc
       limit $4`,
      [organizationId, projectId, after, first + 1],
    ),
  );
}

export async function countTombstones(executor: Executor, { organizationId, projectId }: ProjectKey): Promise<number> {
  const [row] = await executor.rows<{ count: number }>(
    statement(
      'count-tombstones',
      `select count(*)::integer as count from group_tombstones where organization_id = $1 and project_id = $2`,
      [organizationId, projectId],
    ),
  );
  return row?.count ?? 0;
}

/** Where the tombstone is, if the caller sees its project; locked until the transaction ends. */
export async function lockTombstone(
  tx: Executor,
  organizations: readonly OrganizationAccess[],
  id: string,
): Promise<TenantKey | null> {
  const [row] = await tx.rows<TenantKey>(
    statement(
      'lock-tombstone',
      `select tombstone.organization_id as "organizationId", tombstone.id
       from group_tombstones tombstone
       join unnest($1::bigint[], $2::bigint[]) as visible (organization_id, project_id)
         on visible.organization_id = tombstone.organization_id and visible.project_id = tombstone.project_id
       where tombstone.id = $3
       for update of tombstone`,
      [...visibleProjectColumns(organizations), id],
    ),
  );
  return row ?? null;
}
