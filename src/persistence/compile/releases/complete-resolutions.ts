import { statement, type Executor } from '../../statement';
import { columnsOf, type ReleaseOfProject } from './insert-releases';

const COMPLETE = `
  with added as (
    select n.organization_id, n.project_id, r.id as release_id, r.version, r.date_added
    from unnest($1::bigint[], $2::bigint[], $3::bigint[]) as n (organization_id, project_id, release_id)
    join releases r on r.organization_id = n.organization_id and r.id = n.release_id and r.status = 'OPEN'
  ), due as (
    select distinct on (p.organization_id, p.group_id) p.organization_id, p.project_id, p.group_id, a.release_id,
      a.version
    from added a
    join group_resolutions p on p.organization_id = a.organization_id and p.project_id = a.project_id
      and p.status = 'PENDING'
    left join releases before on before.organization_id = p.organization_id and before.id = p.release_id
    where case p.type when 'IN_FUTURE_RELEASE' then p.future_release_version = a.version
      else before.date_added < a.date_added end
    order by p.organization_id, p.group_id, a.date_added, a.release_id
  ), locked as (
    select p.organization_id, p.group_id, due.release_id, due.version
    from group_resolutions p
    join due on due.organization_id = p.organization_id and due.project_id = p.project_id
      and due.group_id = p.group_id
    where p.status = 'PENDING'
    order by p.organization_id, p.group_id
    for no key update of p skip locked
  ), completed as (
    update group_resolutions p
    set release_id = locked.release_id, future_release_version = null, type = 'IN_RELEASE', status = 'RESOLVED'
    from locked
    where p.organization_id = locked.organization_id and p.group_id = locked.group_id
    returning p.organization_id, p.group_id, p.id, locked.version
  )
  update activities a
  set data = case jsonb_typeof(a.data) when 'object' then a.data else '{}' end
    || jsonb_build_object('version', completed.version)
  from completed
  where a.organization_id = completed.organization_id and a.group_id = completed.group_id and a.id = completed.id`;

/**
 * What waited for a release of these projects is resolved in it, and the feed says in which. Of several the oldest
 * counts. A resolution that another transaction is just writing is left to the next release, so that this never waits:
 * an event that names a new release must not wait for a mutation. The project stands in the join because the index of
 * what waits has it before the issue: without it 30,000 of them took 7 s, each look-up reading all of the index.
 */
export async function completeResolutions(tx: Executor, links: readonly ReleaseOfProject[]): Promise<void> {
  await tx.count(statement('complete-resolutions', COMPLETE, columnsOf(links)));
}
