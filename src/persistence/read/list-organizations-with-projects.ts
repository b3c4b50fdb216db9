import { statement, type Executor } from '../statement';
import type { VisibleProject } from './find-token-access';

export interface OrganizationWithProjectsRow {
  readonly organizationId: string;
  readonly slug: string;
  /** All of them. */
  readonly projects: readonly VisibleProject[];
}

/** Every organization with every project: what an installation token reaches. */
export function listOrganizationsWithProjects(reader: Executor): Promise<OrganizationWithProjectsRow[]> {
  return reader.rows(
    statement(
      'list-organizations-with-projects',
      `select organization.id as "organizationId", organization.slug,
         coalesce(
           json_agg(json_build_array(project.id::text, project.slug, project.resolve_age) order by project.id)
             filter (where project.id is not null), '[]') as projects
       from organizations organization
       left join projects project on project.organization_id = organization.id
       group by organization.id
       order by organization.id`,
    ),
  );
}
