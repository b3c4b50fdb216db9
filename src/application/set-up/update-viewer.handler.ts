import type { Caller } from '../../domain/access';
import { problem } from '../../domain/problem';
import { updateSelfAssign } from '../../persistence/compile/set-up/update-self-assign';
import { done, refused, setUp, type SetUpDependencies, type SetUpOutcome } from './set-up';

/** What to change of the caller's own settings; what is absent stays as it is. */
export interface UpdateViewerCommand {
  readonly selfAssignOnResolve?: boolean;
}

/** Changes the settings of the user behind the token, for all organizations. */
export class UpdateViewer {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Needs no scope; ACTOR_REQUIRED for a token without a user. */
  async execute({ user }: Caller, { selfAssignOnResolve }: UpdateViewerCommand): Promise<SetUpOutcome<true>> {
    if (user === null) return refused(problem('ACTOR_REQUIRED'));
    return setUp(this.dependencies, async (tx) => {
      if (selfAssignOnResolve !== undefined) await updateSelfAssign(tx, user.id, selfAssignOnResolve);
      return done(true);
    });
  }
}
