import type { Release } from '../../domain/releases/release';
import type { NamedCommit, ReleaseFacts } from '../../domain/releases/release-facts';
import { statement, type Executor } from '../statement';

interface Question {
  readonly organizationId: string;
  readonly projectIds: readonly string[];
}

interface CommitRow extends Omit<NamedCommit, 'releases'> {
  readonly projectId: string | null;
  readonly releaseId: string | null;
  readonly version: string | null;
  readonly dateAdded: Date | null;
  readonly dateReleased: Date | null;
}

/** The commit of that key in that repository, with the newest release of each project that holds it. */
export async function readNamedCommit(
  tx: Executor,
  { organizationId, projectIds }: Question,
  { commit, repository }: { readonly commit: string; readonly repository: string },
): Promise<ReleaseFacts['commit']> {
  const rows = await tx.rows<CommitRow>(
    statement('read-named-commit', COMMIT, [organizationId, repository, commit, projectIds]),
  );
  const [first] = rows;
  if (first !== undefined) return { id: first.id, key: first.key, repository, releases: releasesOf(rows) };
  const [known] = await tx.rows(
    statement('read-repository', 'select 1 from commits where organization_id = $1 and repository = $2 limit 1', [
      organizationId,
      repository,
    ]),
  );
  return known === undefined ? 'unknown-repository' : 'unknown-commit';
}

function releasesOf(rows: readonly CommitRow[]): ReadonlyMap<string, Release> {
  return new Map(
    rows.flatMap(({ projectId, releaseId: id, version, dateAdded, dateReleased }) =>
      projectId === null || id === null || version === null || dateAdded === null
        ? []
        : [[projectId, { id, version, dateAdded, dateReleased }]],
    ),
  );
}

const COMMIT = `
  select c.id, c.key, c.repository, n.project_id as "projectId", n.id as "releaseId", n.version,
    n.date_added as "dateAdded", n.date_released as "dateReleased"
  from commits c
  left join lateral (
    select distinct on (rp.project_id) rp.project_id, r.*
    from release_commits rc
    join releases r on r.organization_id = rc.organization_id and r.id = rc.release_id
    join release_projects rp on rp.organization_id = rc.organization_id and rp.release_id = rc.release_id
    where rc.organization_id = $1 and rc.commit_id = c.id and rp.project_id = any($4::bigint[])
    order by rp.project_id, coalesce(r.date_released, r.date_added) desc, r.id desc
  ) n on true
  where c.organization_id = $1 and c.repository = $2 and c.key = $3`;
