import type { PerIssueTable } from '../../per-issue-tables';
import { statement, type Executor, type Statement } from '../../statement';

/** Issues of one project that one operation wants deleted. */
export interface GroupsToDelete {
  readonly organizationId: string;
  readonly projectId: string;
  readonly operationId: string;
  readonly groupIds: readonly string[];
}

/** Issues whose rows are being deleted, and how many rows one statement may delete. */
export interface DeletionPage {
  readonly organizationId: string;
  readonly groupIds: readonly string[];
  readonly limit: number;
}

/**
 * Begins the deletion of those issues that still wait for it: from now on no undo can take it back. The locks are those
 * of every change of an issue, in id order. What is still to be merged into an issue goes first, so that it goes with it.
 * Answers the issues, also those that an earlier run has begun with.
 */
export async function beginDeletion(tx: Executor, groups: GroupsToDelete, now: Date): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(
    statement(
      'begin-deletion',
      `with doomed as materialized (
         select g.organization_id, g.id
         from groups g
         join group_deletions d on d.organization_id = g.organization_id and d.group_id = g.id
         where g.organization_id = $1 and g.id = any($2::bigint[]) and g.project_id = $3 and d.operation_id = $4
           and g.status in ('PENDING_DELETION', 'DELETION_IN_PROGRESS')
           and not exists (select from group_redirects r
             where r.organization_id = g.organization_id and r.group_id = g.id and r.merged_at is null)
           and not exists (select from bulk_operations o
             join bulk_operations undo on undo.organization_id = o.organization_id and undo.id = o.undone_by_id
             where o.organization_id = $1 and o.id = $4 and undo.state in ('PENDING', 'RUNNING'))
         order by g.id
         for no key update of g, d
       )
       update groups g set status = 'DELETION_IN_PROGRESS', version = g.version + 1, changed_at = $5
       from doomed
       where g.organization_id = doomed.organization_id and g.id = doomed.id
       returning g.id`,
      [groups.organizationId, groups.groupIds, groups.projectId, groups.operationId, now],
    ),
  );
  return rows.map(({ id }) => id);
}

/**
 * Waits for the events that are being recorded for the project at this moment: they may have found their issue by a
 * fingerprint that it has lost since, and whatever they write is there afterwards. Whoever records events holds a lock
 * for each id (`lock-event-ids`); these are taken here in the same order, so only a repetition of one of them waits.
 */
export function waitForEvents(projectId: string): Statement {
  return statement(
    'wait-for-events',
    `select pg_advisory_xact_lock(project, event)
     from (
       select distinct hashint8($1::bigint) as project, objid::bigint::bit(32)::integer as event
       from pg_locks
       where locktype = 'advisory' and objsubid = 2 and granted
         and database = (select oid from pg_database where datname = current_database())
         and classid::bigint::bit(32)::integer = hashint8($1::bigint)
       order by project, event
     ) as ordered`,
    [projectId],
  );
}

/** Deletes a page of the issues' events, wherever they lie; the key finds each again in its partition. */
export function deleteEvents({ organizationId, groupIds, limit }: DeletionPage): Statement {
  return statement(
    'delete-events-of-groups',
    `delete from events event
     using (
       select organization_id, group_id, received_at, event_id from events
       where organization_id = $1 and group_id = any($2::bigint[])
       order by organization_id, group_id, received_at, event_id
       limit $3
     ) as page
     where event.organization_id = page.organization_id and event.group_id = page.group_id
       and event.received_at = page.received_at and event.event_id = page.event_id`,
    [organizationId, groupIds, limit],
  );
}

/** Deletes a page of the issues' rows of one table. */
export function deleteRows(table: PerIssueTable, { organizationId, groupIds, limit }: DeletionPage): Statement {
  return statement(
    `delete-rows-${table.replaceAll('_', '-')}`,
    `delete from ${table} where ctid = any(array(
       select ctid from ${table} where organization_id = $1 and group_id = any($2::bigint[]) limit $3
     )) and organization_id = $1 and group_id = any($2::bigint[])`,
    [organizationId, groupIds, limit],
  );
}

/** Deletes the issues themselves, of which no other row is left, and that they were to be deleted. */
export function finishDeletion(organizationId: string, groupIds: readonly string[]): Statement {
  return statement(
    'finish-deletion',
    `with gone as (
       delete from groups
       where organization_id = $1 and id = any($2::bigint[]) and status = 'DELETION_IN_PROGRESS'
       returning id
     )
     delete from group_deletions where organization_id = $1 and group_id in (select id from gone)`,
    [organizationId, groupIds],
  );
}
