import type { Caller, MemberRole, OrganizationAccess } from '../../domain/access';
import { normalizeEmailAddress } from '../../domain/email-address';
import { organizationToChange } from '../../domain/permission';
import { checkEmail, checkTeams, problemsOf } from '../../domain/set-up/check-input';
import { checkLastOwner, checkOwnerRights } from '../../domain/set-up/member-rules';
import { replaceTeamsOfMember } from '../../persistence/compile/set-up/link-teams';
import { updateMembers } from '../../persistence/compile/set-up/update-members';
import { findMember, hasOtherOwner } from '../../persistence/read/find-member';
import { lockOrganization } from '../../persistence/read/lock-organization';
import type { Executor } from '../../persistence/statement';
import type { MemberView } from '../read-organizations/read-organizations.handler';
import { findTeams } from './find-teams';
import { done, notFound, refused, setUp, type SetUpDependencies, type SetUpOutcome } from './set-up';

/** What to change of a member; what is absent stays as it is. */
export interface UpdateMemberCommand {
  /** Slug. */
  readonly organization: string;
  readonly email: string;
  readonly role?: MemberRole;
  /** Slugs of all teams that the member is to belong to. */
  readonly teams?: readonly string[];
  readonly active?: boolean;
}

/** Changes what a member may do; a member is never deleted, since their work stays theirs. */
export class UpdateMember {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Needs org:write, to change or make an owner also org:admin; the last active owner stays one. */
  async execute(caller: Caller, command: UpdateMemberCommand): Promise<SetUpOutcome<MemberView>> {
    const access = organizationToChange(caller, command.organization, ['org:write']);
    if ('code' in access) return refused(access);
    const problems = problemsOf(checkEmail('email', command.email), checkTeams(command.teams));
    if (problems.length > 0) return refused(...problems);
    return setUp(this.dependencies, (tx) => updateMember(tx, access, command));
  }
}

async function updateMember(
  tx: Executor,
  access: OrganizationAccess,
  { email, role, active, teams }: UpdateMemberCommand,
): Promise<SetUpOutcome<MemberView>> {
  // Under the lock two owners cannot make each other the last one.
  const organizationId = await lockOrganization(tx, access.slug);
  const member = await findMember(tx, organizationId, normalizeEmailAddress(email) ?? email);
  if (member === null) return refused(notFound('email', 'There is no such member in this organization.'));
  const changed = { ...member, role: role ?? member.role, active: active ?? member.active };
  const denied = checkOwnerRights(access, [member.role, changed.role]);
  if (denied !== null) return refused(denied);
  const last = checkLastOwner(member, changed, await hasOtherOwner(tx, organizationId, member.userId));
  if (last !== null) return refused(last);
  const teamIds = teams && (await findTeams(tx, organizationId, teams));
  if (teamIds !== undefined && 'code' in teamIds) return refused(teamIds);
  await updateMembers(tx, [changed]);
  if (teamIds !== undefined) await replaceTeamsOfMember(tx, { organizationId, id: member.userId }, teamIds);
  return done(changed);
}
