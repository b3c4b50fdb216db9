import type { MemberRole, OrganizationAccess, Scope } from '../access';
import { ROLE_SCOPES } from '../access';
import { permissionDenied } from '../permission';
import { problem, type Problem } from '../problem';
import { invalidField, type Check } from './check-input';

/** A member's standing in an organization. */
export interface Membership {
  readonly role: MemberRole;
  readonly active: boolean;
}

/** Owners are made and changed by those only who may do everything. */
export function checkOwnerRights(access: OrganizationAccess, roles: readonly MemberRole[]): Check {
  return roles.includes('OWNER') && !access.scopes.has('org:admin') ? permissionDenied(['org:admin']) : null;
}

/** An organization keeps an active owner. */
export function checkLastOwner(before: Membership, after: Membership, hasOtherOwner: boolean): Check {
  const isOwner = ({ role, active }: Membership): boolean => role === 'OWNER' && active;
  if (hasOtherOwner || !isOwner(before) || isOwner(after)) return null;
  return invalidField(
    after.active ? 'role' : 'active',
    'This is the last active owner of the organization; make somebody else an owner first.',
  );
}

/** A token has at most the scopes of the one that makes it, and of its user's role (null: no user). */
export function checkTokenScopes(
  wanted: readonly Scope[],
  maker: ReadonlySet<Scope>,
  role: MemberRole | null,
): readonly Problem[] {
  const beyondMaker = wanted.filter((scope) => !maker.has(scope));
  if (beyondMaker.length > 0) return [tooMuch('The token that makes it lacks', beyondMaker)];
  const beyondRole = role === null ? [] : wanted.filter((scope) => !ROLE_SCOPES[role].includes(scope));
  return beyondRole.length > 0 ? [tooMuch(`The role ${role} does not grant`, beyondRole)] : [];
}

function tooMuch(why: string, scopes: readonly Scope[]): Problem {
  return problem('PERMISSION_DENIED', {
    field: ['input', 'scopes'],
    message: `${why}: ${scopes.join(', ')}.`,
    details: { scopes },
  });
}
