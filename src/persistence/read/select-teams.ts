import { statement, type Executor } from '../statement';

export interface TeamKey {
  readonly id: string;
  readonly slug: string;
}

/** The teams of these slugs; those that do not exist are absent. */
export function selectTeams(executor: Executor, organizationId: string, slugs: readonly string[]): Promise<TeamKey[]> {
  return executor.rows<TeamKey>(
    statement('select-teams', 'select id, slug from teams where organization_id = $1 and slug = any($2::text[])', [
      organizationId,
      slugs,
    ]),
  );
}
