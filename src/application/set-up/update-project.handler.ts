import type { Caller } from '../../domain/access';
import { organizationToChange } from '../../domain/permission';
import { PROJECT_FEATURES } from '../../domain/project-features';
import { checkFeatures, checkName, checkResolveAge, checkTeams, problemsOf } from '../../domain/set-up/check-input';
import type { TenantKey } from '../../domain/tenant-key';
import { replaceTeamsOfProject } from '../../persistence/compile/set-up/link-teams';
import { updateProject, type ProjectChange } from '../../persistence/compile/set-up/update-project';
import { lockOrganization } from '../../persistence/read/lock-organization';
import { findTeams } from './find-teams';
import { done, notFound, refused, setUp, type SetUpDependencies, type SetUpOutcome } from './set-up';

/** What to change of a project; what is absent stays as it is. */
export interface UpdateProjectCommand {
  /** Slug. */
  readonly organization: string;
  /** Slug. */
  readonly project: string;
  readonly name?: string;
  /** Slugs of all teams that the project is to belong to. */
  readonly teams?: readonly string[];
  /** All features that are to be on. */
  readonly features?: readonly string[];
  /** Hours; null switches it off. */
  readonly resolveAge?: number | null;
}

/** Changes a project that the caller sees. */
export class UpdateProject {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Needs project:write; NOT_FOUND for a project that does not exist or that the caller does not see. Answers the project's key. */
  async execute(caller: Caller, command: UpdateProjectCommand): Promise<SetUpOutcome<TenantKey>> {
    const access = organizationToChange(caller, command.organization, ['project:write']);
    if ('code' in access) return refused(access);
    const problems = problemsOf(
      checkName('name', command.name),
      checkTeams(command.teams),
      checkFeatures(command.features),
      checkResolveAge(command.resolveAge),
    );
    if (problems.length > 0) return refused(...problems);
    const id = [...access.projects].find(([, slug]) => slug === command.project)?.[0];
    if (id === undefined) return refused(notFound('project', 'There is no such project in this organization.'));
    const key = { organizationId: access.organizationId, id };
    return setUp(this.dependencies, async (tx) => {
      await lockOrganization(tx, access.slug);
      const teamIds = command.teams && (await findTeams(tx, access.organizationId, command.teams));
      if (teamIds !== undefined && 'code' in teamIds) return refused(teamIds);
      await updateProject(tx, key, changeOf(command));
      if (teamIds !== undefined) await replaceTeamsOfProject(tx, key, teamIds);
      return done(key);
    });
  }
}

function changeOf({ name, features, resolveAge }: UpdateProjectCommand): ProjectChange {
  return {
    ...(name === undefined ? {} : { name }),
    ...(features === undefined ? {} : { features: PROJECT_FEATURES.filter((feature) => features.includes(feature)) }),
    ...(resolveAge === undefined ? {} : { resolveAge }),
  };
}
