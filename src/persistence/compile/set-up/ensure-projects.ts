import { PROJECT_FEATURES, type ProjectFeature } from '../../../domain/project-features';
import { statement, type Executor } from '../../statement';

export interface NewProject {
  readonly slug: string;
  readonly name: string;
  readonly platform: string | null;
  /** All of them where it is absent. */
  readonly features?: readonly ProjectFeature[];
  /** The project's DSN key, should it have no active one. */
  readonly publicKey: string;
}

export interface EnsuredProject {
  readonly id: string;
  readonly slug: string;
  /** The oldest active DSN key. */
  readonly publicKey: string;
  /** False where the slug was taken: the project is left as it is. */
  readonly created: boolean;
}

/** The projects of these slugs, by slug; those that are missing are made, and each has a DSN key afterwards. Needs the organization's lock. */
export async function ensureProjects(
  tx: Executor,
  organizationId: string,
  projects: readonly NewProject[],
): Promise<ReadonlyMap<string, EnsuredProject>> {
  const created = await insertMissing(tx, organizationId, projects);
  await insertMissingKeys(tx, organizationId, projects);
  const rows = await tx.rows<Omit<EnsuredProject, 'created'>>(
    statement(
      'select-projects',
      `select distinct on (project.id) project.id, project.slug, key.public_key as "publicKey"
       from projects project
       join project_keys key on key.organization_id = project.organization_id and key.project_id = project.id
       where project.organization_id = $1 and project.slug = any($2::text[]) and key.active
       order by project.id, key.created_at, key.public_key`,
      [organizationId, projects.map(({ slug }) => slug)],
    ),
  );
  return new Map(rows.map((row) => [row.slug, { ...row, created: created.has(row.slug) }]));
}

async function insertMissing(
  tx: Executor,
  organizationId: string,
  projects: readonly NewProject[],
): Promise<ReadonlySet<string>> {
  const inserted = await tx.rows<{ slug: string }>(
    statement(
      'insert-projects',
      `insert into projects (organization_id, slug, name, platform, features)
       select $1, slug, name, platform, features
       from jsonb_to_recordset($2) as new (slug text, name text, platform text, features text[])
       on conflict (organization_id, slug) do nothing returning slug`,
      [
        organizationId,
        JSON.stringify(projects.map(({ features = PROJECT_FEATURES, ...project }) => ({ ...project, features }))),
      ],
    ),
  );
  return new Set(inserted.map(({ slug }) => slug));
}

async function insertMissingKeys(tx: Executor, organizationId: string, projects: readonly NewProject[]): Promise<void> {
  await tx.rows(
    statement(
      'insert-project-keys',
      `insert into project_keys (organization_id, project_id, public_key)
       select project.organization_id, project.id, new.public_key
       from unnest($2::text[], $3::text[]) as new (slug, public_key)
       join projects project on project.organization_id = $1 and project.slug = new.slug
       where not exists (
         select from project_keys key
         where key.organization_id = $1 and key.project_id = project.id and key.active)`,
      [organizationId, projects.map(({ slug }) => slug), projects.map(({ publicKey }) => publicKey)],
    ),
  );
}
