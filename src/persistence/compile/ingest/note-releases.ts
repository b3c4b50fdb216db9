import { statement, type Executor } from '../../statement';

/** When a batch met an issue in a release. */
export interface ReleaseTally {
  readonly organizationId: string;
  readonly groupId: string;
  readonly releaseId: string;
  readonly projectId: string;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

/** Notes in which releases issues were met. Rows are touched in key order, so that no two batches wait for each other. */
export async function noteReleases(tx: Executor, tallies: readonly ReleaseTally[]): Promise<void> {
  await tx.rows(
    statement(
      'note-releases',
      `insert into group_releases (organization_id, group_id, release_id, project_id, first_seen, last_seen)
       select organization_id, group_id, release_id, project_id, first_seen, last_seen
       from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::timestamptz[], $6::timestamptz[])
         as seen (organization_id, group_id, release_id, project_id, first_seen, last_seen)
       order by organization_id, group_id, release_id
       on conflict (organization_id, group_id, release_id) do update
         set first_seen = least(group_releases.first_seen, excluded.first_seen),
           last_seen = greatest(group_releases.last_seen, excluded.last_seen)`,
      [
        tallies.map(({ organizationId }) => organizationId),
        tallies.map(({ groupId }) => groupId),
        tallies.map(({ releaseId }) => releaseId),
        tallies.map(({ projectId }) => projectId),
        tallies.map(({ firstSeen }) => firstSeen),
        tallies.map(({ lastSeen }) => lastSeen),
      ],
    ),
  );
}
