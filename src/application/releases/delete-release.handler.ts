import type { Caller } from '../../domain/access';
import { organizationToChange } from '../../domain/permission';
import { problem } from '../../domain/problem';
import type { TenantKey } from '../../domain/tenant-key';
import { compileReleaseDeletion, isReleaseUsed, lockRelease } from '../../persistence/compile/releases/delete-release';
import { findRelease } from '../../persistence/read/read-release-details';
import { runInTurn } from '../../persistence/run-in-turn';
import { done, refused, setUp, type SetUpDependencies, type SetUpOutcome } from '../set-up/set-up';
import { UNKNOWN_RELEASE } from './update-release.handler';

/** The release that is to go. */
export interface DeleteReleaseCommand {
  /** Slug. */
  readonly organization: string;
  readonly version: string;
}

/** Takes a release that no issue speaks of from the projects that the caller sees; without projects it is gone. */
export class DeleteRelease {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Needs project:releases; NOT_FOUND for a release that no visible project has. Answers the key that it had. */
  async execute(caller: Caller, { organization, version }: DeleteReleaseCommand): Promise<SetUpOutcome<TenantKey>> {
    const access = organizationToChange(caller, organization, ['project:releases']);
    if ('code' in access) return refused(access);
    const { organizationId } = access;
    const projectIds = [...access.projects.keys()];
    return setUp(this.dependencies, async (tx) => {
      const release = await findRelease(tx, access, version);
      if (release === null) return refused(UNKNOWN_RELEASE);
      const { id } = release;
      await lockRelease(tx, { organizationId, id });
      if (await isReleaseUsed(tx, { organizationId, id, projectIds })) return refused(USED);
      await runInTurn(tx, compileReleaseDeletion({ organizationId, id, projectIds }));
      return done({ organizationId, id });
    });
  }
}

const USED = problem('INVALID_INPUT', {
  field: ['input', 'version'],
  message: 'Issues were met or are resolved in this release; archive it instead.',
});
