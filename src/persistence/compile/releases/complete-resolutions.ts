import { nextRelease } from '../../read/next-releases';
import { statement, type Executor } from '../../statement';

/** A project, one of whose releases has come. */
export interface ProjectWithRelease {
  readonly organizationId: string;
  readonly projectId: string;
}

/** Releases that have just come, and when: what is resolved later knows them already. */
export interface CameReleases {
  readonly ids: readonly string[];
  readonly at: Date;
}

/** Some of what waits in projects. */
export interface WaitingPage {
  readonly projects: readonly ProjectWithRelease[];
  /** null: whatever has come. */
  readonly came: CameReleases | null;
  /** The id of the issue behind which it begins, in each of the projects. */
  readonly after: string;
  /** Issues that are looked at in each project. */
  readonly limit: number;
}

/** How many issues were looked at, and the last of them. */
export interface CompletedPage {
  readonly looked: number;
  readonly last: string | null;
}

const COMPLETE = `
  with waiting as materialized (
    select w.*
    from unnest($1::bigint[], $2::bigint[]) as place (organization_id, project_id)
    cross join lateral (
      select p.organization_id, p.project_id, p.group_id, p.id, p.release_id, p.future_release_version
      from group_resolutions p
      where p.organization_id = place.organization_id and p.project_id = place.project_id and p.status = 'PENDING'
        and p.group_id > $4 and ($6::timestamptz is null or p.date_added <= $6)
      order by p.group_id limit $5
    ) w
  ), due as materialized (
    select base.*, came.id as next_id, came.version
    from (select distinct organization_id, project_id, release_id, future_release_version from waiting) base
    cross join lateral (${nextRelease('base', '$3::bigint[]')}) came
  ), locked as (
    select p.organization_id, p.group_id, due.next_id, due.version
    from waiting w
    join due on due.organization_id = w.organization_id and due.project_id = w.project_id
      and due.release_id is not distinct from w.release_id
      and due.future_release_version is not distinct from w.future_release_version
    join group_resolutions p on p.organization_id = w.organization_id and p.group_id = w.group_id and p.id = w.id
    where p.status = 'PENDING'
    order by p.organization_id, p.group_id
    for no key update of p skip locked
  ), completed as (
    update group_resolutions p
    set release_id = locked.next_id, future_release_version = null, type = 'IN_RELEASE', status = 'RESOLVED'
    from locked
    where p.organization_id = locked.organization_id and p.group_id = locked.group_id
    returning p.organization_id, p.group_id, p.id, locked.version
  ), told as (
    update activities a
    set data = case jsonb_typeof(a.data) when 'object' then a.data else '{}' end
      || jsonb_build_object('version', completed.version)
    from completed
    where a.organization_id = completed.organization_id and a.group_id = completed.group_id and a.id = completed.id
  )
  select count(*)::integer as looked, max(group_id) as last from waiting`;

/**
 * What has waited for a release of these projects is resolved in it, and the feed says in which. A resolution that
 * another transaction is just writing is passed over, so that this never waits: an event that names a new release must
 * not wait for a mutation. The releases are looked up once for all that wait for the same, and the project stands in the
 * look-up because the index of what waits has it before the issue.
 */
export async function completeResolutions(tx: Executor, page: WaitingPage): Promise<CompletedPage> {
  const { projects, came, after, limit } = page;
  const [row] = await tx.rows<CompletedPage>(
    statement('complete-resolutions', COMPLETE, [
      projects.map(({ organizationId }) => organizationId),
      projects.map(({ projectId }) => projectId),
      came?.ids ?? [],
      after,
      limit,
      came?.at ?? null,
    ]),
  );
  return row ?? { looked: 0, last: null };
}
