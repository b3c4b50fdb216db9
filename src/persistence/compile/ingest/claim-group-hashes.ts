import type { GroupOfHash, HashKey } from '../../read/find-owners-of-hashes';
import { statement, type Executor } from '../../statement';

/**
 * Gives each hash that nobody has a new issue's id; answers those that this transaction won. Where another transaction
 * is about to claim the same hash, this waits for its end; the hash is then to be found, and is not in the answer.
 */
export function claimGroupHashes(tx: Executor, hashes: readonly HashKey[], now: Date): Promise<GroupOfHash[]> {
  return tx.rows<GroupOfHash>(
    statement(
      'claim-group-hashes',
      `insert into group_hashes (organization_id, project_id, hash, group_id, date_added)
       select organization_id, project_id, hash, nextval(pg_get_serial_sequence('groups', 'id')), $4
       from (
         select * from unnest($1::bigint[], $2::bigint[], $3::text[]) as sent (organization_id, project_id, hash)
         order by organization_id, project_id, hash
       ) as ordered
       on conflict (organization_id, project_id, hash) do nothing
       returning organization_id as "organizationId", project_id as "projectId", hash, group_id as "groupId"`,
      [
        hashes.map(({ organizationId }) => organizationId),
        hashes.map(({ projectId }) => projectId),
        hashes.map(({ hash }) => hash),
        now,
      ],
    ),
  );
}
