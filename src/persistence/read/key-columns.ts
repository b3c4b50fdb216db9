import type { OrganizationAccess } from '../../domain/access';
import type { TenantKey } from '../../domain/tenant-key';

/** Two array parameters for `unnest($1::bigint[], $2::bigint[])`: organizations and ids. */
export type KeyColumns = [organizationIds: string[], ids: string[]];

export function keyColumns(keys: readonly TenantKey[]): KeyColumns {
  return [keys.map((key) => key.organizationId), keys.map((key) => key.id)];
}

/** The projects that a caller may see, as organizations and project ids. */
export function visibleProjectColumns(
  organizations: readonly Pick<OrganizationAccess, 'organizationId' | 'projects'>[],
): KeyColumns {
  return keyColumns(
    organizations.flatMap(({ organizationId, projects }) => [...projects.keys()].map((id) => ({ organizationId, id }))),
  );
}
