import type { Caller } from '../../domain/access';
import { organizationToChange } from '../../domain/permission';
import { checkCommits, checkProjects, checkVersion, type GivenCommit } from '../../domain/releases/check-release';
import { problemsOf } from '../../domain/set-up/check-input';
import type { TenantKey } from '../../domain/tenant-key';
import { findReleaseToChange } from '../../persistence/read/find-release-to-change';
import { selectProjects } from '../select-projects';
import { done, notFound, refused, setUp, type SetUpDependencies, type SetUpOutcome } from '../set-up/set-up';
import { writeRelease } from './write-release';

/** A release that projects are to have. */
export interface CreateReleaseCommand {
  /** Slug. */
  readonly organization: string;
  /** Slugs. */
  readonly projects: readonly string[];
  readonly version: string;
  readonly dateReleased?: Date;
  readonly commits?: readonly GivenCommit[];
}

/** Makes a release, or gives one that is there to further projects. */
export class CreateRelease {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Needs project:releases; a release that is there keeps its dates, so that a repeat changes nothing. Answers the release's key. */
  async execute(caller: Caller, command: CreateReleaseCommand): Promise<SetUpOutcome<TenantKey>> {
    const access = organizationToChange(caller, command.organization, ['project:releases']);
    if ('code' in access) return refused(access);
    const { version, projects, commits = [], dateReleased = null } = command;
    const problems = [
      ...problemsOf(checkVersion(version), checkProjects(projects)),
      ...checkCommits(commits, ['input', 'commits']),
    ];
    if (problems.length > 0) return refused(...problems);
    const selected = selectProjects(access, projects);
    if ('unknownSlug' in selected) return refused(unknownProject());
    const { projectIds } = selected;
    const { clock } = this.dependencies;
    return setUp(this.dependencies, async (tx) => {
      const stored = await findReleaseToChange(tx, access.organizationId, version);
      const change = { access, version, stored, projectIds, commits, dateReleased, archived: null, keepsDate: true };
      return done(await writeRelease(tx, change, clock));
    });
  }
}

/** NOT_FOUND, in one wording, for a project that does not exist or that the caller does not see. */
export function unknownProject(): ReturnType<typeof notFound> {
  return notFound('projects', 'There is no such project in this organization.');
}
