/** Scopes as the documentation names them; written down here, since the matrix must not believe the code. */
export const SCOPES = [
  'event:read',
  'event:write',
  'event:admin',
  'project:read',
  'project:write',
  'project:releases',
  'org:read',
  'org:write',
  'org:admin',
] as const;
export type ScopeName = (typeof SCOPES)[number];

/** What the role of its user leaves of a token's scopes. */
export const GRANTED: Readonly<Record<UserRole, readonly ScopeName[]>> = {
  OWNER: SCOPES,
  MANAGER: SCOPES.filter((scope) => scope !== 'org:admin'),
  ADMIN: SCOPES.filter((scope) => scope !== 'org:admin' && scope !== 'org:write'),
  MEMBER: ['event:read', 'event:write', 'project:read', 'org:read'],
};

export const USER_ROLES = ['OWNER', 'MANAGER', 'ADMIN', 'MEMBER'] as const;
export type UserRole = (typeof USER_ROLES)[number];

/** Who calls: a member, the organization's own token, the installation's, or nobody. */
export const CALLERS = [...USER_ROLES, 'ORGANIZATION', 'INSTALLATION', 'NOBODY'] as const;
export type CallerKind = (typeof CALLERS)[number];

/** The scopes that a token was made with: all, one, or none. */
export const SCOPE_SETS = ['all', ...SCOPES, 'none'] as const;
export type ScopeSet = (typeof SCOPE_SETS)[number];

/** What the arguments name: something of the caller's organization and visible to members, invisible to them, or of another organization. */
export const PLACES = ['VISIBLE', 'INVISIBLE', 'FOREIGN'] as const;
export type PlaceKind = (typeof PLACES)[number];

export interface Cell {
  readonly caller: CallerKind;
  readonly scopes: ScopeSet;
  readonly place: PlaceKind;
}

export function isUserRole(caller: CallerKind): caller is UserRole {
  return USER_ROLES.some((role) => role === caller);
}

/** What a token made with these scopes may do in the hands of this caller. */
export function effectiveScopes(caller: CallerKind, set: ScopeSet): readonly ScopeName[] {
  const made = SCOPES.filter((scope) => set === 'all' || set === scope);
  return isUserRole(caller) ? made.filter((scope) => GRANTED[caller].includes(scope)) : made;
}
