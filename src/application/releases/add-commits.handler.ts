import type { Caller } from '../../domain/access';
import { organizationToChange } from '../../domain/permission';
import { checkCommits, type GivenCommit } from '../../domain/releases/check-release';
import type { TenantKey } from '../../domain/tenant-key';
import { lockGroups } from '../../persistence/read/lock-groups';
import type { Executor } from '../../persistence/statement';
import { done, refused, setUp, type SetUpDependencies, type SetUpOutcome } from '../set-up/set-up';
import { applyCommits } from './apply-commits';
import { readCommitNews } from './commit-news';
import { findReferences } from './commit-references';
import { registerCommits } from './register-commits';

/** Commits that are to be registered. */
export interface AddCommitsCommand {
  /** Slug. */
  readonly organization: string;
  readonly commits: readonly GivenCommit[];
}

/** Registers commits, and resolves the issues that their messages say they fix. */
export class AddCommits {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Needs project:releases; of a commit that is known, what is said anew counts. Answers the commits' keys, each once. */
  async execute(
    caller: Caller,
    { organization, commits }: AddCommitsCommand,
  ): Promise<SetUpOutcome<readonly TenantKey[]>> {
    const access = organizationToChange(caller, organization, ['project:releases']);
    if ('code' in access) return refused(access.field === null ? access : { ...access, field: ['organization'] });
    const problems = checkCommits(commits, ['commits']);
    if (problems.length > 0) return refused(...problems);
    const { organizationId } = access;
    const { clock } = this.dependencies;
    const add = async (tx: Executor): Promise<SetUpOutcome<readonly TenantKey[]>> => {
      const registered = await registerCommits(tx, organizationId, { commits, now: clock() });
      const references = await findReferences(tx, access, { registered, released: [] });
      const { groupIds: ids } = references;
      const visible = { organizationId, projectIds: [...access.projects.keys()] };
      const locked = ids.length > 0 ? await lockGroups(tx, { ...visible, ids }) : [];
      const news = await readCommitNews(tx, { organizationId, registered, references, released: [] });
      await applyCommits(tx, { organizationId, locked, news, now: clock() });
      return done(registered.map(({ id }) => ({ organizationId, id })));
    };
    return setUp(this.dependencies, add);
  }
}
