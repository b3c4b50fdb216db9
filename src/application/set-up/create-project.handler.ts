import { randomBytes } from 'node:crypto';
import type { Caller } from '../../domain/access';
import { organizationToChange } from '../../domain/permission';
import { PROJECT_FEATURES } from '../../domain/project-features';
import {
  checkFeatures,
  checkName,
  checkSlug,
  checkTeams,
  checkWord,
  problemsOf,
} from '../../domain/set-up/check-input';
import type { TenantKey } from '../../domain/tenant-key';
import { ensureProjects } from '../../persistence/compile/set-up/ensure-projects';
import { addProjectTeams } from '../../persistence/compile/set-up/link-teams';
import { lockOrganization } from '../../persistence/read/lock-organization';
import type { Executor } from '../../persistence/statement';
import { findTeams } from './find-teams';
import { alreadyExists, done, refused, setUp, type SetUpDependencies, type SetUpOutcome } from './set-up';

/** A project that is to be made; its name is the slug unless one is given. */
export interface CreateProjectCommand {
  /** Slug. */
  readonly organization: string;
  readonly slug: string;
  readonly name?: string;
  readonly platform?: string;
  /** Slugs. */
  readonly teams: readonly string[];
  /** All features where it is absent. */
  readonly features?: readonly string[];
}

/** Makes a project with a key for SDKs. */
export class CreateProject {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Needs project:write; ALREADY_EXISTS for a slug that another project of the organization has. Answers the project's key. */
  async execute(caller: Caller, command: CreateProjectCommand): Promise<SetUpOutcome<TenantKey>> {
    const access = organizationToChange(caller, command.organization, ['project:write']);
    if ('code' in access) return refused(access);
    const problems = problemsOf(
      checkSlug('slug', command.slug),
      checkName('name', command.name),
      checkWord('platform', command.platform),
      checkTeams(command.teams),
      checkFeatures(command.features),
    );
    if (problems.length > 0) return refused(...problems);
    const publicKey = randomBytes(16).toString('hex');
    return setUp(this.dependencies, async (tx) => {
      await lockOrganization(tx, access.slug);
      return createProject(tx, access.organizationId, { ...command, publicKey });
    });
  }
}

async function createProject(
  tx: Executor,
  organizationId: string,
  { slug, publicKey, ...given }: CreateProjectCommand & { readonly publicKey: string },
): Promise<SetUpOutcome<TenantKey>> {
  const teamIds = await findTeams(tx, organizationId, given.teams);
  if ('code' in teamIds) return refused(teamIds);
  const features = PROJECT_FEATURES.filter((name) => given.features?.includes(name) ?? true);
  const wanted = { slug, name: given.name ?? slug, platform: given.platform ?? null, features, publicKey };
  const project = (await ensureProjects(tx, organizationId, [wanted])).get(slug);
  if (project?.created !== true) return refused(alreadyExists('slug', 'Another project has this slug.'));
  const links = teamIds.map((teamId) => ({ teamId, projectId: project.id }));
  await addProjectTeams(tx, organizationId, links);
  return done({ organizationId, id: project.id });
}
