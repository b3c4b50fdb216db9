import type { LastRelease } from '../../domain/releases/release-facts';
import { statement, type Executor } from '../statement';

interface Row {
  readonly groupId: string;
  readonly version: string;
  readonly successorId: string | null;
  readonly successorVersion: string | null;
  readonly successorAdded: Date | null;
  readonly successorReleased: Date | null;
}

interface Question {
  readonly organizationId: string;
  readonly projectIds: readonly string[];
  readonly groupIds: readonly string[];
}

/** The release in which each issue of the projects was last met, and the first open release of the project after it. */
export async function readLastReleases(
  tx: Executor,
  { organizationId, projectIds, groupIds }: Question,
): Promise<ReadonlyMap<string, LastRelease>> {
  const rows = await tx.rows<Row>(statement('read-last-releases', SQL, [organizationId, groupIds, projectIds]));
  return new Map(rows.map((row) => [row.groupId, lastReleaseOf(row)]));
}

function lastReleaseOf(row: Row): LastRelease {
  const { version, successorId, successorVersion, successorAdded, successorReleased } = row;
  if (successorId === null || successorVersion === null || successorAdded === null) return { version, successor: null };
  const successor = {
    id: successorId,
    version: successorVersion,
    dateAdded: successorAdded,
    dateReleased: successorReleased,
  };
  return { version, successor };
}

// The successor is looked for once a release, however many issues were last met in it.
const SQL = `
  with last as (
    select distinct on (gr.group_id) gr.group_id, gr.project_id, gr.release_id
    from group_releases gr
    where gr.organization_id = $1 and gr.group_id = any($2::bigint[]) and gr.project_id = any($3::bigint[])
    order by gr.group_id, gr.last_seen desc, gr.release_id desc
  ), followed as (
    select c.project_id, c.release_id, r.version, s.id, s.version as successor, s.date_added, s.date_released
    from (select distinct project_id, release_id from last) c
    join releases r on r.organization_id = $1 and r.id = c.release_id
    left join lateral (
      select n.* from release_projects rp
      join releases n on n.organization_id = rp.organization_id and n.id = rp.release_id
      where rp.organization_id = $1 and rp.project_id = c.project_id and n.status = 'OPEN'
        and (n.date_added, n.id) > (r.date_added, r.id)
      order by coalesce(n.date_released, n.date_added), n.id
      limit 1
    ) s on true
  )
  select last.group_id as "groupId", f.version, f.id as "successorId", f.successor as "successorVersion",
    f.date_added as "successorAdded", f.date_released as "successorReleased"
  from last
  join followed f on f.project_id = last.project_id and f.release_id = last.release_id`;
