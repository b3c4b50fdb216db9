/** What a token may do, each on its own: no scope implies another. */
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
export type Scope = (typeof SCOPES)[number];

/** The roles of a member, the mightiest first. */
export const MEMBER_ROLES = ['OWNER', 'MANAGER', 'ADMIN', 'MEMBER'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

const MEMBER: readonly Scope[] = ['event:read', 'event:write', 'project:read', 'org:read'];
const ADMIN: readonly Scope[] = [...MEMBER, 'event:admin', 'project:write', 'project:releases'];
const MANAGER: readonly Scope[] = [...ADMIN, 'org:write'];

/** The scopes that a role grants; a token of a member never has more. */
export const ROLE_SCOPES: Readonly<Record<MemberRole, readonly Scope[]>> = {
  MEMBER,
  ADMIN,
  MANAGER,
  OWNER: [...MANAGER, 'org:admin'],
};

/** What a token may do now: its stored scopes, and of a user's token only those that the user's role still grants (null: no user). */
export function effectiveScopes(stored: readonly string[], role: MemberRole | null): ReadonlySet<Scope> {
  const granted = role === null ? SCOPES : ROLE_SCOPES[role];
  return new Set(granted.filter((scope) => stored.includes(scope)));
}

/** What a caller may do and see in one organization. */
export interface OrganizationAccess {
  readonly organizationId: string;
  readonly slug: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Visible projects: slug by id, in the order of ids. */
  readonly projects: ReadonlyMap<string, string>;
  /** Of those visible projects that resolve quiet issues by age: after how many hours, by id. */
  readonly resolveAges: ReadonlyMap<string, number>;
}

/** The user behind a token, where there is one. */
export interface CallerUser {
  readonly id: string;
  readonly selfAssignOnResolve: boolean;
}

/** Who calls: a token, perhaps with a user, and the organizations that it reaches (exactly one, or all for an installation token). */
export interface Caller {
  readonly tokenId: string;
  readonly user: CallerUser | null;
  readonly installation: boolean;
  readonly scopes: ReadonlySet<Scope>;
  readonly organizations: readonly OrganizationAccess[];
}
