import type { ProjectFeature } from '../../../domain/project-features';
import type { TenantKey } from '../../../domain/tenant-key';
import { statement, type Executor } from '../../statement';

/** What is absent stays; `resolveAge` null switches off. */
export interface ProjectChange {
  readonly name?: string;
  readonly features?: readonly ProjectFeature[];
  readonly resolveAge?: number | null;
}

/** Changes a project's own row. */
export async function updateProject(
  tx: Executor,
  { organizationId, id }: TenantKey,
  { name, features, resolveAge }: ProjectChange,
): Promise<void> {
  await tx.count(
    statement(
      'update-project',
      `update projects set name = coalesce($3, name), features = coalesce($4::text[], features),
         resolve_age = case when $5 then $6::integer else resolve_age end
       where organization_id = $1 and id = $2`,
      [organizationId, id, name ?? null, features ?? null, resolveAge !== undefined, resolveAge ?? null],
    ),
  );
}
