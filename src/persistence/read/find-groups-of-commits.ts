import type { OrganizationAccess } from '../../domain/access';
import type { ShortId } from '../../domain/short-id';
import { statement, type Executor } from '../statement';

/** An issue that a commit is linked to. */
export interface LinkedGroup {
  readonly groupId: string;
  readonly commitId: string;
}

/** An issue that a message names. */
export interface NamedGroup extends ShortId {
  readonly groupId: string;
}

/** The visible issues that have, or had before a merge, these short ids; names of none are absent. */
export function findGroupsByShortIds(
  executor: Executor,
  { organizationId, projects }: Pick<OrganizationAccess, 'organizationId' | 'projects'>,
  shortIds: readonly ShortId[],
): Promise<NamedGroup[]> {
  return executor.rows<NamedGroup>(
    statement(
      'find-groups-by-short-ids',
      `select p.slug as "projectSlug", wanted.number, coalesce(g.id, r.group_id) as "groupId"
       from unnest($2::text[], $3::bigint[]) as wanted (slug, number)
       join projects p on p.organization_id = $1 and p.slug = wanted.slug and p.id = any ($4::bigint[])
       left join groups g on g.organization_id = $1 and g.project_id = p.id and g.short_id = wanted.number
       left join group_redirects r on r.organization_id = $1 and r.project_id = p.id
         and r.previous_short_id = wanted.number and r.merged_at is not null
       where coalesce(g.id, r.group_id) is not null`,
      [
        organizationId,
        shortIds.map(({ projectSlug }) => projectSlug),
        shortIds.map(({ number }) => number),
        [...projects.keys()],
      ],
    ),
  );
}

/** The issues that these commits resolve. */
export function findGroupsOfCommits(
  executor: Executor,
  organizationId: string,
  commitIds: readonly string[],
): Promise<LinkedGroup[]> {
  return executor.rows<LinkedGroup>(
    statement(
      'find-groups-of-commits',
      `select group_id as "groupId", linked_id as "commitId"
       from group_links
       where organization_id = $1 and linked_type = 'COMMIT' and linked_id = any ($2::bigint[])
         and relationship = 'RESOLVES'`,
      [organizationId, commitIds],
    ),
  );
}
