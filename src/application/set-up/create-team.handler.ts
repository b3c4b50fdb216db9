import type { Caller } from '../../domain/access';
import { organizationToChange } from '../../domain/permission';
import { checkName, checkSlug, problemsOf } from '../../domain/set-up/check-input';
import { ensureTeams } from '../../persistence/compile/set-up/ensure-teams';
import type { TeamView } from '../read-people/read-people.handler';
import { alreadyExists, done, refused, setUp, type SetUpDependencies, type SetUpOutcome } from './set-up';

/** A team that is to be made; its name is the slug unless one is given. */
export interface CreateTeamCommand {
  /** Slug. */
  readonly organization: string;
  readonly slug: string;
  readonly name?: string;
}

/** Makes a team without members and projects. */
export class CreateTeam {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Needs org:write; ALREADY_EXISTS for a slug that another team of the organization has. */
  async execute(caller: Caller, { organization, slug, name }: CreateTeamCommand): Promise<SetUpOutcome<TeamView>> {
    const access = organizationToChange(caller, organization, ['org:write']);
    if ('code' in access) return refused(access);
    const problems = problemsOf(checkSlug('slug', slug), checkName('name', name));
    if (problems.length > 0) return refused(...problems);
    const { organizationId } = access;
    return setUp(this.dependencies, async (tx) => {
      const team = (await ensureTeams(tx, organizationId, [{ slug, name: name ?? slug }])).get(slug);
      if (team?.created !== true) return refused(alreadyExists('slug', 'Another team has this slug.'));
      return done({ organizationId, id: team.id, slug, name: name ?? slug });
    });
  }
}
