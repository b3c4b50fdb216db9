import { statement, type Executor } from '../statement';

/** What events of one issue have in common, in its project. */
export interface HashKey {
  readonly organizationId: string;
  readonly projectId: string;
  /** 32 hex digits. */
  readonly hash: string;
}

export interface GroupOfHash extends HashKey {
  readonly groupId: string;
}

/** What is left of a discarded issue has the hash, and drops what comes with it. */
export interface TombstoneOfHash extends HashKey {
  readonly groupId: null;
  readonly tombstoneId: string;
}

/** What a hash leads to. */
export type HashOwner = GroupOfHash | TombstoneOfHash;

/** The issues, or tombstones of issues, that have these hashes; a hash that nobody has is left out. */
export function findOwnersOfHashes(tx: Executor, hashes: readonly HashKey[]): Promise<HashOwner[]> {
  return tx.rows<HashOwner>(
    statement(
      'find-owners-of-hashes',
      `select organization_id as "organizationId", project_id as "projectId", hash, group_id as "groupId",
         tombstone_id as "tombstoneId"
       from group_hashes
       join unnest($1::bigint[], $2::bigint[], $3::text[]) as sent (organization_id, project_id, hash)
         using (organization_id, project_id, hash)`,
      [
        hashes.map(({ organizationId }) => organizationId),
        hashes.map(({ projectId }) => projectId),
        hashes.map(({ hash }) => hash),
      ],
    ),
  );
}
