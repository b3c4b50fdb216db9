import { selectTeams } from '../../read/select-teams';
import { statement, type Executor } from '../../statement';

export interface NewTeam {
  readonly slug: string;
  readonly name: string;
}

export interface EnsuredTeam {
  readonly id: string;
  readonly slug: string;
  /** False where the slug was taken: the team is left as it is. */
  readonly created: boolean;
}

/** The teams of these slugs, by slug; those that are missing are made. */
export async function ensureTeams(
  tx: Executor,
  organizationId: string,
  teams: readonly NewTeam[],
): Promise<ReadonlyMap<string, EnsuredTeam>> {
  const slugs = teams.map(({ slug }) => slug);
  const inserted = await tx.rows<{ slug: string }>(
    statement(
      'insert-teams',
      `insert into teams (organization_id, slug, name)
       select $1, slug, name from unnest($2::text[], $3::text[]) as new (slug, name)
       on conflict (organization_id, slug) do nothing returning slug`,
      [organizationId, slugs, teams.map(({ name }) => name)],
    ),
  );
  const created = new Set(inserted.map(({ slug }) => slug));
  const rows = await selectTeams(tx, organizationId, slugs);
  return new Map(rows.map(({ id, slug }) => [slug, { id, slug, created: created.has(slug) }]));
}
