import {
  effectiveScopes,
  type Caller,
  type CallerUser,
  type OrganizationAccess,
  type Scope,
} from '../../domain/access';
import type { TokenAccessRow } from '../../persistence/read/find-token-access';
import type { OrganizationWithProjectsRow } from '../../persistence/read/list-organizations-with-projects';

/** The caller that a token stands for; `all` organizations where it is one of the installation. */
export function callerOf(row: TokenAccessRow, all: readonly OrganizationWithProjectsRow[] | null): Caller {
  const scopes = effectiveScopes(row.scopes, row.role);
  const own = organizationOf(row);
  return {
    tokenId: row.tokenId,
    user: userOf(row),
    installation: own === null,
    scopes,
    organizations: (own === null ? (all ?? []) : [own]).map((organization) => accessTo(organization, scopes)),
  };
}

function organizationOf({ organizationId, slug, projects }: TokenAccessRow): OrganizationWithProjectsRow | null {
  return organizationId === null || slug === null ? null : { organizationId, slug, projects };
}

function userOf({ userId, selfAssignOnResolve }: TokenAccessRow): CallerUser | null {
  return userId === null ? null : { id: userId, selfAssignOnResolve: selfAssignOnResolve ?? false };
}

function accessTo(
  { organizationId, slug, projects }: OrganizationWithProjectsRow,
  scopes: ReadonlySet<Scope>,
): OrganizationAccess {
  return {
    organizationId,
    slug,
    scopes,
    projects: new Map(projects.map(([id, name]) => [id, name])),
    resolveAges: new Map(projects.flatMap(([id, , hours]) => (hours === null ? [] : [[id, hours]]))),
  };
}
