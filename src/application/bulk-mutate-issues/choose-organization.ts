import type { Caller, OrganizationAccess } from '../../domain/access';
import type { SelectionInput, WhereInput } from '../../domain/bulk/selection';
import { isIdentifier } from '../../domain/identifier';
import { problem, type Problem } from '../../domain/problem';
import { findOrganizationsOfGroups } from '../../persistence/read/find-organizations-of-groups';
import type { Executor } from '../../persistence/statement';

/** The organization that a call names, or the only one that the caller reaches; null: its issues must tell. */
export function knownOrganization(
  { organizations }: Caller,
  where: WhereInput | undefined,
): OrganizationAccess | Problem | null {
  if (where?.organization !== undefined) {
    const named = organizations.find(({ slug }) => slug === where.organization);
    return (
      named ?? problem('NOT_FOUND', { message: 'There is no such organization.', field: ['where', 'organization'] })
    );
  }
  const [only] = organizations;
  return only !== undefined && organizations.length === 1 ? only : null;
}

/** The one organization, among those that the caller reaches, that holds the issues. */
export async function holdingOrganization(
  reader: Executor,
  { organizations }: Caller,
  ids: SelectionInput['ids'],
): Promise<OrganizationAccess | Problem> {
  const numbers = (ids ?? []).filter(isIdentifier);
  const reached = organizations.map(({ organizationId }) => organizationId);
  const [holder, ...others] = await findOrganizationsOfGroups(reader, reached, numbers);
  const held = organizations.find(({ organizationId }) => organizationId === holder);
  if (held !== undefined && others.length === 0) return held;
  return problem('MULTIPLE_ORGANIZATIONS', { field: ['where', 'organization'] });
}
