import type { Problem } from '../../domain/problem';
import { isSlug } from '../../domain/slug';
import { selectTeams } from '../../persistence/read/select-teams';
import type { Executor } from '../../persistence/statement';
import { notFound } from './set-up';

/** Unknown slugs that a problem names, and characters of each. */
const NAMED = { slugs: 100, characters: 50 } as const;

/** The ids of an organization's teams by their slugs, each once; or NOT_FOUND, naming those that do not exist. */
export async function findTeams(
  tx: Executor,
  organizationId: string,
  slugs: readonly string[],
): Promise<readonly string[] | Problem> {
  const wanted = [...new Set(slugs)];
  if (wanted.length === 0) return [];
  const found = await selectTeams(tx, organizationId, wanted.filter(isSlug));
  const known = new Set(found.map(({ slug }) => slug));
  const unknown = wanted.filter((slug) => !known.has(slug));
  if (unknown.length === 0) return found.map(({ id }) => id);
  return notFound('teams', 'There is no such team in this organization.', {
    unknown: unknown.slice(0, NAMED.slugs).map((slug) => slug.slice(0, NAMED.characters)),
  });
}
