import { statement, type Executor } from '../../statement';
import { MERGED_HASHES } from './begin-merges';

/** Issues that an operation wanted merged and that are to stay. */
export interface MergesToTakeBack {
  readonly organizationId: string;
  readonly operationId: string;
  readonly childIds: readonly string[];
}

/** A fingerprint that stays where it is, because an issue or a tombstone has taken it meanwhile. */
export interface KeptHash {
  readonly childId: string;
  readonly hash: string;
}

/**
 * The fingerprints that the issues had, as their merge remembered them; $1 to $3 are organization, issues and operation.
 * No join: rows that were just written are unknown to the planner, which made loops of 10,000 times 10,000 (27 s).
 */
const REMEMBERED = `
  select group_id as child_id, (content->>'project_id')::bigint as project_id, content->>'hash' as hash,
    (content->>'date_added')::timestamptz as date_added
  from bulk_operation_removed_rows
  where organization_id = $1 and operation_id = $3 and relation = '${MERGED_HASHES}' and group_id = any($2::bigint[])`;

/**
 * Gives the issues their fingerprints back, except those that others have taken meanwhile, and forgets where they were
 * to go. The issues are locked, and their job has not begun. Answers the fingerprints that stay where they are.
 */
export async function takeBackMerges(tx: Executor, merges: MergesToTakeBack): Promise<readonly KeptHash[]> {
  const issues = [merges.organizationId, merges.childIds];
  const remembered = [...issues, merges.operationId];
  await tx.rows(statement('return-hashes', RETURN_HASHES, remembered));
  const kept = await tx.rows<KeptHash>(statement('find-kept-hashes', FIND_KEPT, remembered));
  await tx.count(
    statement(
      'delete-redirects',
      `delete from group_redirects
       where organization_id = $1 and previous_group_id = any($2::bigint[]) and merged_at is null`,
      issues,
    ),
  );
  return kept;
}

/** How many events the parents have received since the merge, of whichever fingerprint; they stay there. */
export async function countEventsSinceMerge(tx: Executor, merges: MergesToTakeBack): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    statement(
      'count-events-since-merge',
      `select count(*)::integer as count
       from (
         select distinct r.group_id, o.created_at
         from group_redirects r
         join bulk_operations o on o.organization_id = r.organization_id and o.id = r.operation_id
         where r.organization_id = $1 and r.previous_group_id = any($2::bigint[]) and r.merged_at is null
       ) parent
       join events e on e.organization_id = $1 and e.group_id = parent.group_id and e.received_at >= parent.created_at`,
      [merges.organizationId, merges.childIds],
    ),
  );
  return row?.count ?? 0;
}

/** Whether an operation has merges that its job has still to carry out. */
export async function hasPendingMerges(tx: Executor, organizationId: string, operationId: string): Promise<boolean> {
  const rows = await tx.rows(
    statement(
      'find-pending-merge',
      `select 1 from group_redirects
       where organization_id = $1 and operation_id = $2 and merged_at is null limit 1`,
      [organizationId, operationId],
    ),
  );
  return rows.length > 0;
}

/** They are with the parent, or went on with it: into the issue that it is to be merged into itself, or its tombstone. */
const RETURN_HASHES = `
  with remembered as (${REMEMBERED})
  insert into group_hashes as h (organization_id, project_id, hash, group_id, date_added)
  select $1, project_id, hash, child_id, date_added from remembered
  order by project_id, hash
  on conflict (organization_id, project_id, hash) do update set group_id = excluded.group_id, tombstone_id = null
  where exists (
    with recursive way (id) as (
      select r.group_id from group_redirects r
      where r.organization_id = excluded.organization_id and r.previous_group_id = excluded.group_id
      union
      select (select r.group_id from group_redirects r where r.organization_id = excluded.organization_id
        and r.previous_group_id = way.id and r.merged_at is null)
      from way
    )
    select from way
    where h.group_id = way.id or h.tombstone_id = (select d.tombstone_id from group_deletions d
      where d.organization_id = excluded.organization_id and d.group_id = way.id)
  )`;

const FIND_KEPT = `
  with remembered as (${REMEMBERED})
  select remembered.child_id as "childId", remembered.hash
  from remembered
  join group_hashes h on h.organization_id = $1 and h.project_id = remembered.project_id and h.hash = remembered.hash
    and h.group_id is distinct from remembered.child_id
  order by remembered.child_id, remembered.hash`;
