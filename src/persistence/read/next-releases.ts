import { statement, type Executor } from '../statement';

/** What pending resolutions have in common that wait for the same release. */
export interface WaitingPlace {
  readonly projectId: string;
  /** The release that was the newest; null: the project had none. */
  readonly releaseId: string | null;
  /** A version that is still to come. */
  readonly futureReleaseVersion: string | null;
}

/** The release that a resolution waited for. */
export interface NextRelease {
  readonly id: string;
  readonly version: string;
}

/**
 * A lateral query that finds the release for which `base` waits, if it has come. `added` is an array of releases that
 * have just come: then it is one of these that was added later, though it may be dated back, and of several the oldest.
 * Where it is empty, all are looked through: who resolves in the next release goes out from the newest one that is open,
 * so whatever is newer by now has come since, the one with the smallest id first.
 */
export function nextRelease(base: string, added: string): string {
  return `
    select r.id, r.version
    from release_projects rp
    join releases r on r.organization_id = rp.organization_id and r.id = rp.release_id and r.status = 'OPEN'
    left join releases before on before.organization_id = rp.organization_id and before.id = ${base}.release_id
    where rp.organization_id = ${base}.organization_id and rp.project_id = ${base}.project_id
      and (cardinality(${added}) = 0 or r.id = any(${added}))
      and case when ${base}.future_release_version is not null then r.version = ${base}.future_release_version
        when cardinality(${added}) > 0 then r.date_added > before.date_added
        else r.date_added > before.date_added and (coalesce(r.date_released, r.date_added), r.id)
          > (coalesce(before.date_released, before.date_added), before.id) end
    order by case when cardinality(${added}) > 0 then r.date_added end, r.id
    limit 1`;
}

/** Finds the releases that have come, in the order of the places; null: none yet. */
export async function findNextReleases(
  tx: Executor,
  organizationId: string,
  places: readonly WaitingPlace[],
): Promise<readonly (NextRelease | null)[]> {
  const rows = await tx.rows<NextRelease & { readonly place: number }>(
    statement('find-next-releases', FIND, [
      organizationId,
      places.map(({ projectId }) => projectId),
      places.map(({ releaseId }) => releaseId),
      places.map(({ futureReleaseVersion }) => futureReleaseVersion),
    ]),
  );
  const found = new Map(rows.map(({ place, id, version }) => [place, { id, version }]));
  return places.map((_, index) => found.get(index + 1) ?? null);
}

const FIND = `
  select base.place::integer as place, came.id, came.version
  from unnest($2::bigint[], $3::bigint[], $4::text[]) with ordinality
    given (project_id, release_id, future_release_version, place)
  cross join lateral (select $1::bigint as organization_id, given.*) base
  cross join lateral (${nextRelease('base', `'{}'::bigint[]`)}) came`;
