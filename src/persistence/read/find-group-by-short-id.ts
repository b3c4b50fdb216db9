import type { OrganizationAccess } from '../../domain/access';
import { statement, type Executor } from '../statement';

/** The id of the visible issue with that number in the project of that slug; null where there is none. */
export async function findGroupByShortId(
  executor: Executor,
  { organizationId, projects }: OrganizationAccess,
  { projectSlug, number }: { readonly projectSlug: string; readonly number: string },
): Promise<string | null> {
  const [row] = await executor.rows<{ id: string }>(
    statement(
      'find-group-by-short-id',
      `select g.id
       from projects p
       join groups g on g.organization_id = p.organization_id and g.project_id = p.id and g.short_id = $4::bigint
       where p.organization_id = $1 and p.slug = $2 and p.id = any ($3::bigint[])`,
      [organizationId, projectSlug, [...projects.keys()], number],
    ),
  );
  return row?.id ?? null;
}
