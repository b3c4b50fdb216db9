import { DECIDING_RELEASES, followsSemver } from '../../domain/releases/follows-semver';
import type { Release } from '../../domain/releases/release';
import type { ProjectReleases } from '../../domain/releases/release-facts';
import { statement, type Executor } from '../statement';

interface Row extends Release {
  readonly projectId: string;
  readonly role: 'newest' | 'greatest' | 'recent';
}

/** The open releases of projects, as far as the forms of resolving look at them; all projects are in the answer. */
export async function readProjectReleases(
  tx: Executor,
  { organizationId, projectIds }: { readonly organizationId: string; readonly projectIds: readonly string[] },
): Promise<ReadonlyMap<string, ProjectReleases>> {
  const rows = await tx.rows<Row>(
    statement('read-project-releases', SQL, [organizationId, projectIds, DECIDING_RELEASES]),
  );
  return new Map(projectIds.map((id) => [id, releasesOf(rows.filter(({ projectId }) => projectId === id))]));
}

function releasesOf(rows: readonly Row[]): ProjectReleases {
  const of = (wanted: Row['role']): Release | null => {
    const row = rows.find(({ role }) => role === wanted);
    if (row === undefined) return null;
    const { id, version, dateAdded, dateReleased } = row;
    return { id, version, dateAdded, dateReleased };
  };
  const recent = rows.filter(({ role }) => role === 'recent').map(({ version }) => version);
  return { newest: of('newest'), greatest: of('greatest'), followsSemver: followsSemver(recent) };
}

const SQL = `
  select p.id as "projectId", n.role, n.id, n.version, n.date_added as "dateAdded", n.date_released as "dateReleased"
  from unnest($2::bigint[]) p (id)
  cross join lateral (
    (select 'newest' as role, r.* from release_projects rp
     join releases r on r.organization_id = rp.organization_id and r.id = rp.release_id
     where rp.organization_id = $1 and rp.project_id = p.id and r.status = 'OPEN'
     order by coalesce(r.date_released, r.date_added) desc, r.id desc limit 1)
    union all
    (select 'greatest' as role, r.* from release_projects rp
     join releases r on r.organization_id = rp.organization_id and r.id = rp.release_id
     where rp.organization_id = $1 and rp.project_id = p.id and r.status = 'OPEN' and r.semver_key is not null
     order by r.semver_key collate "C" desc, r.id desc limit 1)
    union all
    (select 'recent' as role, r.* from release_projects rp
     join releases r on r.organization_id = rp.organization_id and r.id = rp.release_id
     where rp.organization_id = $1 and rp.project_id = p.id and r.status = 'OPEN'
     order by r.date_added desc, r.id desc limit $3)
  ) n
  order by p.id, n.date_added desc, n.id desc`;
