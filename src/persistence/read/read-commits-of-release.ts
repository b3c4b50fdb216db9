import type { PageRequest } from '../../domain/page';
import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Executor } from '../statement';
import { COMMIT_COLUMNS, type CommitRow } from './read-commits';

/** A repository is the name that its commits bear; its id is that of its first commit. */
export interface RepositoryRow {
  readonly id: string;
  readonly name: string;
  readonly dateAdded: Date;
}

/** A page of the commits that a release holds, with one row more; the newest first. */
export function readCommitsOfRelease(
  executor: Executor,
  { organizationId, id }: TenantKey,
  { first, after }: PageRequest,
): Promise<CommitRow[]> {
  return executor.rows<CommitRow>(
    statement(
      'read-commits-of-release',
      `select ${COMMIT_COLUMNS}
       from release_commits h
       join commits c on c.organization_id = h.organization_id and c.id = h.commit_id
       where h.organization_id = $1 and h.release_id = $2
         and ($3::bigint is null or (c.date_added, c.id) < (
           select a.date_added, a.id from commits a where a.organization_id = $1 and a.id = $3))
       order by c.date_added desc, c.id desc
       limit $4`,
      [organizationId, id, after, first + 1],
    ),
  );
}

/** The organization's first repositories by name. Each is found by a leap in the index of commits, which may be many. */
export function readRepositories(executor: Executor, organizationId: string, first: number): Promise<RepositoryRow[]> {
  return executor.rows<RepositoryRow>(
    statement(
      'read-repositories',
      `with recursive named (name, position) as (
         (select min(c.repository), 1 from commits c where c.organization_id = $1)
         union all
         select (select min(c.repository) from commits c
                 where c.organization_id = $1 and c.repository > named.name), named.position + 1
         from named
         where named.name is not null and named.position < $2
       )
       select first.id, named.name, first.date_added as "dateAdded"
       from named
       cross join lateral (
         select c.id, c.date_added from commits c
         where c.organization_id = $1 and c.repository = named.name
         order by c.id
         limit 1
       ) first
       order by named.position`,
      [organizationId, first],
    ),
  );
}
