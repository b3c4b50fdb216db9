import type { Caller } from '../../domain/access';
import { organizationToChange } from '../../domain/permission';
import { problem } from '../../domain/problem';
import { checkDeploy, type GivenDeploy } from '../../domain/releases/check-deploy';
import { writeDeploy } from '../../persistence/compile/releases/write-deploy';
import type { DeployRow } from '../../persistence/read/read-deploys';
import { findRelease } from '../../persistence/read/read-release-details';
import { done, refused, setUp, type SetUpDependencies, type SetUpOutcome } from '../set-up/set-up';
import { UNKNOWN_RELEASE } from './update-release.handler';

/** That a release went to an environment. */
export interface CreateDeployCommand extends GivenDeploy {
  /** Slug. */
  readonly organization: string;
  readonly version: string;
}

/** Records that a release went to an environment. */
export class CreateDeploy {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Needs project:releases; NOT_FOUND for a release that no visible project has. Told again, it is the same deployment. */
  async execute(caller: Caller, command: CreateDeployCommand): Promise<SetUpOutcome<DeployRow>> {
    const access = organizationToChange(caller, command.organization, ['project:releases']);
    if ('code' in access) return refused(access);
    const problems = checkDeploy(command);
    if (problems.length > 0) return refused(...problems);
    const { version, environment, name = null, url = null, dateStarted = null } = command;
    const { dateFinished = this.dependencies.clock() } = command;
    return setUp(this.dependencies, async (tx) => {
      const release = await findRelease(tx, access, version);
      if (release === null) return refused(UNKNOWN_RELEASE);
      const deploy = await writeDeploy(tx, release, { environment, name, url, dateStarted, dateFinished });
      return deploy === null ? refused(problem('BUSY', { details: { retryAfter: 1 } })) : done(deploy);
    });
  }
}
