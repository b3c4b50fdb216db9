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

/** The issues that these hashes belong to; a hash that no issue has is left out. */
export function findGroupsOfHashes(tx: Executor, hashes: readonly HashKey[]): Promise<GroupOfHash[]> {
  return tx.rows<GroupOfHash>(
    statement(
      'find-groups-of-hashes',
      `select organization_id as "organizationId", project_id as "projectId", hash, group_id as "groupId"
       from group_hashes
       join unnest($1::bigint[], $2::bigint[], $3::text[]) as sent (organization_id, project_id, hash)
         using (organization_id, project_id, hash)
       where group_id is not null`,
      [
        hashes.map(({ organizationId }) => organizationId),
        hashes.map(({ projectId }) => projectId),
        hashes.map(({ hash }) => hash),
      ],
    ),
  );
}
