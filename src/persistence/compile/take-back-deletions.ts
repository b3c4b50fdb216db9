import { statement, type Executor, type Statement } from '../statement';

/** Issues that an operation wanted deleted and that are to stay. */
export interface SavedGroups {
  readonly organizationId: string;
  readonly operationId: string;
  readonly groupIds: readonly string[];
  /** Of those that were discarded. */
  readonly tombstoneIds: readonly string[];
}

/** A fingerprint that an issue does not get back, because another one has it now. */
export interface TakenHash {
  readonly groupId: string;
  readonly hash: string;
}

/**
 * Gives the issues their fingerprints back: those that are free, and those that their own tombstones have. Answers the
 * others. Whoever claims one at this moment is waited for.
 */
export function takeBackHashes(tx: Executor, groups: SavedGroups): Promise<TakenHash[]> {
  return tx.rows<TakenHash>(
    statement(
      'take-back-hashes',
      `with saved as materialized (
         select group_id, (content ->> 'project_id')::bigint as project_id, content ->> 'hash' as hash,
           (content ->> 'date_added')::timestamptz as date_added
         from bulk_operation_removed_rows
         where organization_id = $1 and operation_id = $2 and relation = 'group_hashes'
           and group_id = any($3::bigint[])
       ), back as (
         insert into group_hashes as h (organization_id, project_id, hash, group_id, date_added)
         select $1, project_id, hash, group_id, date_added from saved order by project_id, hash
         on conflict (organization_id, project_id, hash)
         do update set group_id = excluded.group_id, tombstone_id = null, date_added = excluded.date_added
         where h.tombstone_id = any($4::bigint[])
         returning group_id, hash
       )
       -- A set operation, because a join would be a loop: nobody knows yet how many rows were just written.
       select group_id as "groupId", hash
       from (select group_id, hash from saved except select group_id, hash from back) as taken
       order by group_id, hash`,
      [groups.organizationId, groups.operationId, groups.groupIds, groups.tombstoneIds],
    ),
  );
}

/** The audit goes on to say that their deletion was asked for, and now that it was taken back. */
export function markDeletionsUndone({ organizationId, operationId, groupIds }: SavedGroups, now: Date): Statement {
  return statement(
    'mark-deletions-undone',
    `update deletion_audit_entries set undone_at = $4
     where organization_id = $1 and operation_id = $2 and group_id = any($3::bigint[])`,
    [organizationId, operationId, groupIds, now],
  );
}

/** Whether any issue still waits for its deletion by the operation. */
export async function hasDeletions(
  tx: Executor,
  { organizationId, operationId }: Pick<SavedGroups, 'organizationId' | 'operationId'>,
): Promise<boolean> {
  const rows = await tx.rows(
    statement('has-deletions', `select from group_deletions where organization_id = $1 and operation_id = $2 limit 1`, [
      organizationId,
      operationId,
    ]),
  );
  return rows.length > 0;
}
