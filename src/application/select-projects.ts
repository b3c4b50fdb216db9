import type { OrganizationAccess } from '../domain/access';

/** The ids of the named projects, or of all that the caller sees where none are named; or the first slug that names none of them. */
export function selectProjects(
  { projects }: OrganizationAccess,
  slugs: readonly string[] | null,
): { readonly projectIds: readonly string[] } | { readonly unknownSlug: string } {
  if (slugs === null) return { projectIds: [...projects.keys()] };
  const ids = new Map([...projects].map(([id, slug]) => [slug, id]));
  const unknownSlug = slugs.find((slug) => !ids.has(slug));
  if (unknownSlug !== undefined) return { unknownSlug };
  return { projectIds: [...new Set(slugs)].flatMap((slug) => ids.get(slug) ?? []) };
}
