import type { Caller } from '../../domain/access';
import { permissionDenied } from '../../domain/permission';
import { problem } from '../../domain/problem';
import { checkName, checkSlug, problemsOf } from '../../domain/set-up/check-input';
import { ensureOrganization } from '../../persistence/compile/set-up/ensure-organization';
import type { OrganizationView } from '../read-organizations/read-organizations.handler';
import { alreadyExists, done, refused, setUp, type SetUpDependencies, type SetUpOutcome } from './set-up';

/** An organization that is to be made; its name is the slug unless one is given. */
export interface CreateOrganizationCommand {
  readonly slug: string;
  readonly name?: string;
  readonly openMembership: boolean;
}

/** Makes an organization, without members: only an installation token reaches it at first. */
export class CreateOrganization {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** PERMISSION_DENIED for all but installation tokens with org:admin; ALREADY_EXISTS for a slug that is taken. */
  async execute(
    caller: Caller,
    command: CreateOrganizationCommand,
  ): Promise<SetUpOutcome<Omit<OrganizationView, 'createdAt'>>> {
    if (!caller.installation) return refused(INSTALLATION_ONLY);
    if (!caller.scopes.has('org:admin')) return refused(permissionDenied(['org:admin']));
    const { slug, name, openMembership } = command;
    const problems = problemsOf(checkSlug('slug', slug), checkName('name', name));
    if (problems.length > 0) return refused(...problems);
    return setUp(this.dependencies, async (tx) => {
      const organization = { slug, name: name ?? slug, openMembership };
      const { id, created } = await ensureOrganization(tx, organization);
      return created ? done({ id, ...organization }) : refused(alreadyExists('slug', 'This slug is taken.'));
    });
  }
}

const INSTALLATION_ONLY = problem('PERMISSION_DENIED', {
  message: 'Only an installation token can make organizations; the command line issues one.',
});
