import type { ProjectLine } from '../../../domain/import/line-shapes';
import { PROJECT_FEATURES } from '../../../domain/project-features';
import { statement, type Executor } from '../../statement';

/** Gives projects what their lines say of them; answers the slugs of those that changed. */
export async function updateImportedProjects(
  tx: Executor,
  organizationId: string,
  projects: readonly ProjectLine[],
): Promise<readonly string[]> {
  const rows = await tx.rows<{ slug: string }>(
    statement(
      'update-imported-projects',
      `update projects p set name = coalesce(n.name, p.name), platform = coalesce(n.platform, p.platform),
         features = coalesce(n.features, p.features), resolve_age = coalesce(n.resolve_age, p.resolve_age)
       from jsonb_to_recordset($2::jsonb)
         n (slug text, name text, platform text, features text[], resolve_age integer)
       where p.organization_id = $1 and p.slug = n.slug
         and (p.name, p.platform, p.features, p.resolve_age) is distinct from
           (coalesce(n.name, p.name), coalesce(n.platform, p.platform), coalesce(n.features, p.features),
            coalesce(n.resolve_age, p.resolve_age))
       returning p.slug`,
      [organizationId, JSON.stringify(projects.map(toRow))],
    ),
  );
  return rows.map(({ slug }) => slug);
}

function toRow({ slug, name, platform, features, resolveAge }: ProjectLine): Readonly<Record<string, unknown>> {
  const ordered = features && PROJECT_FEATURES.filter((feature) => features.includes(feature));
  return { slug, name, platform, features: ordered, resolve_age: resolveAge };
}
