import type { OrganizationView, ProjectView } from '../../application/read-organizations/read-organizations.handler';

/** What clients read of an organization; they send their next calls to `regionUrl`. */
export function presentOrganization(
  { id, slug, name, createdAt, openMembership }: OrganizationView,
  publicUrl: string,
): object {
  return {
    ...{ id, slug, name, dateCreated: createdAt, openMembership },
    ...{ isEarlyAdopter: false, require2FA: false, features: [] },
    status: { id: 'active', name: 'active' },
    avatar: { avatarType: 'letter_avatar', avatarUuid: null },
    links: { organizationUrl: `${publicUrl}/api/0/organizations/${slug}/`, regionUrl: publicUrl },
  };
}

/** A project, with its organization where that is known. */
export function presentProject(project: ProjectView, organization?: object): object {
  const { id, slug, name, platform, createdAt, features } = project;
  return {
    ...{ id, slug, name, platform, features, dateCreated: createdAt },
    ...{ status: 'active', isMember: true, hasAccess: true },
    ...(organization && { organization }),
  };
}
