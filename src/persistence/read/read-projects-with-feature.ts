import type { ProjectFeature } from '../../domain/project-features';
import { statement, type Executor } from '../statement';

export interface FeatureQuestion {
  readonly organizationId: string;
  readonly projectIds: readonly string[];
  readonly feature: ProjectFeature;
}

/** Those of the projects for which the feature is switched on. */
export async function readProjectsWithFeature(
  tx: Executor,
  { organizationId, projectIds, feature }: FeatureQuestion,
): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(
    statement(
      'read-projects-with-feature',
      `select id from projects where organization_id = $1 and id = any($2::bigint[]) and $3 = any(features)`,
      [organizationId, projectIds, feature],
    ),
  );
  return new Set(rows.map(({ id }) => id));
}
