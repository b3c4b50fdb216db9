import type { OrganizationAccess } from '../domain/access';
import { notFound } from './rest-error';
import type { RestRequest } from './rest-request';

/** A project that the caller sees. */
export interface SeenProject {
  readonly id: string;
  readonly slug: string;
}

/** The organization that the path names by slug or id; NOT_FOUND where the caller does not reach it. */
export function organizationOf(request: RestRequest): OrganizationAccess {
  const named = request.param('organization');
  const found = request.caller.organizations.find(({ slug, organizationId }) => [slug, organizationId].includes(named));
  if (found === undefined) throw notFound('organization');
  return found;
}

/** The project that the path names by slug or id; NOT_FOUND where the caller does not see it. */
export function projectOf(request: RestRequest, access: OrganizationAccess): SeenProject {
  const slug = projectSlug(access, request.param('project'));
  const [id] = [...access.projects].find(([, own]) => own === slug) ?? [];
  if (id === undefined) throw notFound('project');
  return { id, slug };
}

/** The slug of the project that a text names by slug or id; the text itself where the caller sees none. */
export function projectSlug({ projects }: OrganizationAccess, named: string): string {
  return projects.get(named) ?? named;
}
