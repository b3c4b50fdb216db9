import type { Caller, OrganizationAccess } from '../../domain/access';
import { organizationToChange } from '../../domain/permission';
import { checkCommits, checkProjects, checkVersion, type GivenCommit } from '../../domain/releases/check-release';
import { problemsOf } from '../../domain/set-up/check-input';
import type { TenantKey } from '../../domain/tenant-key';
import { findReleaseToChange, type ReleaseToChange } from '../../persistence/read/find-release-to-change';
import { selectProjects } from '../select-projects';
import { done, notFound, refused, setUp, type SetUpDependencies, type SetUpOutcome } from '../set-up/set-up';
import { unknownProject } from './create-release.handler';
import { writeRelease } from './write-release';

/** What to change of a release; what is absent stays as it is. */
export interface UpdateReleaseCommand {
  /** Slug. */
  readonly organization: string;
  readonly version: string;
  /** Slugs of projects that are to have it too. */
  readonly projects?: readonly string[];
  readonly dateReleased?: Date;
  readonly archived?: boolean;
  readonly commits?: readonly GivenCommit[];
}

/** Changes a release of a project that the caller sees. */
export class UpdateRelease {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Needs project:releases; NOT_FOUND for a release that no visible project has. Answers the release's key. */
  async execute(caller: Caller, command: UpdateReleaseCommand): Promise<SetUpOutcome<TenantKey>> {
    const access = organizationToChange(caller, command.organization, ['project:releases']);
    if ('code' in access) return refused(access);
    const { version, projects, commits = [], dateReleased = null, archived = null } = command;
    const problems = [
      ...problemsOf(checkVersion(version), checkProjects(projects)),
      ...checkCommits(commits, ['input', 'commits']),
    ];
    if (problems.length > 0) return refused(...problems);
    const selected = selectProjects(access, projects ?? []);
    if ('unknownSlug' in selected) return refused(unknownProject());
    const { projectIds } = selected;
    const { clock } = this.dependencies;
    return setUp(this.dependencies, async (tx) => {
      const stored = await findReleaseToChange(tx, access.organizationId, version);
      if (stored === null || !isVisible(stored, access)) return refused(UNKNOWN_RELEASE);
      const change = { access, version, stored, projectIds, commits, dateReleased, archived, keepsDate: false };
      return done(await writeRelease(tx, change, clock));
    });
  }
}

function isVisible({ projectIds }: ReleaseToChange, { projects }: OrganizationAccess): boolean {
  return projectIds.some((id) => projects.has(id));
}

/** NOT_FOUND, in one wording, for a release that does not exist or that no project has that the caller sees. */
export const UNKNOWN_RELEASE = notFound('version', 'There is no such release in this organization.');
