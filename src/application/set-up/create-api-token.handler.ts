import { SCOPES, type Caller, type MemberRole, type OrganizationAccess } from '../../domain/access';
import { normalizeEmailAddress } from '../../domain/email-address';
import { permissionDenied } from '../../domain/permission';
import type { Problem } from '../../domain/problem';
import { checkEmail, checkExpiry, checkName, checkScopes, problemsOf } from '../../domain/set-up/check-input';
import { checkTokenScopes } from '../../domain/set-up/member-rules';
import { insertApiTokens } from '../../persistence/compile/set-up/insert-api-tokens';
import { findMember } from '../../persistence/read/find-member';
import type { Executor } from '../../persistence/statement';
import { newApiToken, type ApiToken } from '../authenticate/api-token';
import { done, notFound, refused, setUp, type SetUpDependencies, type SetUpOutcome } from './set-up';

/** A token that is to be made. */
export interface CreateApiTokenCommand {
  /** Slug. */
  readonly organization: string;
  /** Whose it is; absent: the organization's, without a user. */
  readonly userEmail?: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** Absent: it never expires. */
  readonly expiresAt?: Date;
}

/** The token's text is shown this once; only its hash is stored. */
export interface CreatedApiToken {
  readonly id: string;
  readonly token: string;
}

/** Makes a token that never may more than the one that makes it, nor than its user. */
export class CreateApiToken {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** For the caller's own user no scope is needed; for another user, or for none, org:admin. */
  async execute(caller: Caller, command: CreateApiTokenCommand): Promise<SetUpOutcome<CreatedApiToken>> {
    const access = caller.organizations.find(({ slug }) => slug === command.organization);
    if (access === undefined) return refused(notFound('organization', 'There is no such organization.'));
    const problems = problemsOf(
      checkEmail('userEmail', command.userEmail),
      checkName('name', command.name),
      checkScopes(command.scopes),
      checkExpiry(command.expiresAt, this.dependencies.clock()),
    );
    if (problems.length > 0) return refused(...problems);
    const fresh = newApiToken();
    return setUp(this.dependencies, async (tx) => {
      const owner = await findOwner(tx, { caller, access, email: command.userEmail ?? null });
      return 'code' in owner ? refused(owner) : insertToken(tx, command, { caller, access, owner, fresh });
    });
  }
}

/** Who a token is for: null for the organization itself. */
interface TokenOwner {
  readonly userId: string | null;
  readonly role: MemberRole | null;
}

interface Wanted {
  readonly caller: Caller;
  readonly access: OrganizationAccess;
  readonly email: string | null;
}

/** Whoever lacks org:admin learns of no other address whether it is a member's. */
async function findOwner(tx: Executor, { caller, access, email }: Wanted): Promise<TokenOwner | Problem> {
  const isAdmin = access.scopes.has('org:admin');
  if (email === null) return isAdmin ? { userId: null, role: null } : permissionDenied(['org:admin']);
  const member = await findMember(tx, access.organizationId, normalizeEmailAddress(email) ?? email);
  if (!isAdmin && (member === null || member.userId !== caller.user?.id)) return permissionDenied(['org:admin']);
  return member?.active === true
    ? member
    : notFound('userEmail', 'There is no such active member in this organization.');
}

interface Decided extends Omit<Wanted, 'email'> {
  readonly owner: TokenOwner;
  readonly fresh: ApiToken;
}

async function insertToken(
  tx: Executor,
  { name, scopes: given, expiresAt }: CreateApiTokenCommand,
  { caller, access, owner, fresh }: Decided,
): Promise<SetUpOutcome<CreatedApiToken>> {
  const scopes = SCOPES.filter((scope) => given.includes(scope));
  const problems = checkTokenScopes(scopes, access.scopes, owner.role);
  if (problems.length > 0) return refused(...problems);
  const { organizationId } = access;
  const made = { name, scopes, hash: fresh.hash, expiresAt: expiresAt ?? null };
  const ids = await insertApiTokens(tx, [
    { ...made, organizationId, userId: owner.userId, createdByUserId: caller.user?.id ?? null },
  ]);
  return done({ id: ids.join(), token: fresh.token });
}
