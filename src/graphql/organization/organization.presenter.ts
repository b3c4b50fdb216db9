import type { MemberView, OrganizationView } from '../../application/read-organizations/read-organizations.handler';
import { MemberType } from './member.type';
import { OrganizationType } from './organization.type';

export function presentOrganization({
  id,
  slug,
  name,
  openMembership,
}: Omit<OrganizationView, 'createdAt'>): OrganizationType {
  return Object.assign(new OrganizationType(), { id, slug, name, openMembership });
}

export function presentMember({ parentId, id, userId, role, active }: MemberView): MemberType {
  return Object.assign(new MemberType(), { organizationId: parentId, id, userId, role, active });
}
