import { statement, type Statement } from '../statement';

export interface TombstoneKeys {
  readonly organizationId: string;
  readonly ids: readonly string[];
}

/** Takes tombstones away. Whoever counts an event for one at this moment is waited for; later ones find none. */
export function deleteTombstones({ organizationId, ids }: TombstoneKeys): Statement {
  return statement(
    'delete-tombstones',
    `delete from group_tombstones where organization_id = $1 and id = any($2::bigint[])`,
    [organizationId, ids],
  );
}

/** Frees the fingerprints of tombstones: the next event of each makes a new issue. */
export function freeBuriedHashes({ organizationId, ids }: TombstoneKeys): Statement {
  return statement(
    'free-buried-hashes',
    `delete from group_hashes where organization_id = $1 and tombstone_id = any($2::bigint[])`,
    [organizationId, ids],
  );
}
