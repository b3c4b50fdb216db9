import type { OrganizationAccess } from '../../domain/access';
import { statement, type Executor } from '../statement';

/** The id of the visible issue that has, or had before a merge, that number in the project of that slug; null: none. */
export async function findGroupByShortId(
  executor: Executor,
  { organizationId, projects }: OrganizationAccess,
  { projectSlug, number }: { readonly projectSlug: string; readonly number: string },
): Promise<string | null> {
  const [row] = await executor.rows<{ id: string }>(
    statement(
      'find-group-by-short-id',
      `select coalesce(g.id, r.group_id) as id
       from projects p
       left join groups g on g.organization_id = p.organization_id and g.project_id = p.id and g.short_id = $4::bigint
       left join group_redirects r on r.organization_id = p.organization_id and r.project_id = p.id
         and r.previous_short_id = $4::bigint and r.merged_at is not null
       where p.organization_id = $1 and p.slug = $2 and p.id = any ($3::bigint[])`,
      [organizationId, projectSlug, [...projects.keys()], number],
    ),
  );
  return row?.id ?? null;
}
