import type { ReleaseStatus } from '../../../domain/releases/release';
import { statement, type Executor } from '../../statement';

/** A release as a file wants it; null leaves what is there. */
export interface ImportedRelease {
  readonly id: string;
  readonly dateAdded: Date | null;
  readonly dateReleased: Date | null;
  readonly status: ReleaseStatus | null;
}

/** Gives releases other dates and another status; answers the ids of those that were not so. */
export async function updateImportedReleases(
  tx: Executor,
  organizationId: string,
  releases: readonly ImportedRelease[],
): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(
    statement(
      'update-imported-releases',
      `update releases r
       set date_added = coalesce(n.date_added, r.date_added), date_released = coalesce(n.date_released, r.date_released),
         status = coalesce(n.status, r.status)
       from unnest($2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::text[])
         n (id, date_added, date_released, status)
       where r.organization_id = $1 and r.id = n.id
         and (coalesce(n.date_added, r.date_added), coalesce(n.date_released, r.date_released),
           coalesce(n.status, r.status)) is distinct from (r.date_added, r.date_released, r.status)
       returning r.id`,
      [
        organizationId,
        releases.map(({ id }) => id),
        releases.map(({ dateAdded }) => dateAdded),
        releases.map(({ dateReleased }) => dateReleased),
        releases.map(({ status }) => status),
      ],
    ),
  );
  return rows.map(({ id }) => id);
}
