import type { Caller, MemberRole, OrganizationAccess } from '../../domain/access';
import { normalizeEmailAddress } from '../../domain/email-address';
import { organizationToChange } from '../../domain/permission';
import { checkEmail, checkName, checkTeams, checkUsername, problemsOf } from '../../domain/set-up/check-input';
import { checkOwnerRights } from '../../domain/set-up/member-rules';
import { ensureUsers } from '../../persistence/compile/set-up/ensure-users';
import { insertMembers } from '../../persistence/compile/set-up/insert-members';
import { addTeamMembers } from '../../persistence/compile/set-up/link-teams';
import { lockOrganization } from '../../persistence/read/lock-organization';
import type { Executor } from '../../persistence/statement';
import type { MemberView } from '../read-organizations/read-organizations.handler';
import { findTeams } from './find-teams';
import { alreadyExists, done, refused, setUp, type SetUpDependencies, type SetUpOutcome } from './set-up';

/** Who is to become a member. */
export interface AddMemberCommand {
  /** Slug. */
  readonly organization: string;
  readonly email: string;
  /** Of a user who is new on this server; the address where it is absent. */
  readonly name?: string;
  /** Of a user who is new on this server; the address where it is absent. */
  readonly username?: string;
  readonly role: MemberRole;
  /** Slugs. */
  readonly teams?: readonly string[];
}

/** Makes a user a member of an organization, and makes the user where nobody has the address. */
export class AddMember {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Needs org:write, for an owner also org:admin; ALREADY_EXISTS for a member (inactive ones too) and for another user's username. */
  async execute(caller: Caller, command: AddMemberCommand): Promise<SetUpOutcome<MemberView>> {
    const access = organizationToChange(caller, command.organization, ['org:write']);
    if ('code' in access) return refused(access);
    const denied = checkOwnerRights(access, [command.role]);
    if (denied !== null) return refused(denied);
    const problems = problemsOf(
      checkEmail('email', command.email),
      checkName('name', command.name),
      checkUsername(command.username, command.email),
      checkTeams(command.teams),
    );
    if (problems.length > 0) return refused(...problems);
    return setUp(this.dependencies, (tx) => addMember(tx, access, command));
  }
}

async function addMember(
  tx: Executor,
  { organizationId, slug }: OrganizationAccess,
  command: AddMemberCommand,
): Promise<SetUpOutcome<MemberView>> {
  const email = normalizeEmailAddress(command.email) ?? command.email;
  const { name = email, username = email, role, teams = [] } = command;
  // Users are made before the organization is locked, in every set-up, so that no two wait for each other.
  const userId = (await ensureUsers(tx, [{ email, username, name }])).get(email);
  if (userId === undefined) return refused(alreadyExists('username', 'Another user has this username.'));
  await lockOrganization(tx, slug);
  const teamIds = await findTeams(tx, organizationId, teams);
  if ('code' in teamIds) return refused(teamIds);
  const [member] = await insertMembers(tx, organizationId, [{ userId, role }]);
  if (member === undefined) return refused(alreadyExists('email', ALREADY_MEMBER));
  const links = teamIds.map((teamId) => ({ teamId, userId }));
  await addTeamMembers(tx, organizationId, links);
  return done(member);
}

const ALREADY_MEMBER = 'The user is a member already; updateMember changes role, teams and active.';
