import {
  effectiveScopes,
  type Caller,
  type CallerUser,
  type OrganizationAccess,
  type Scope,
} from '../../domain/access';
import { findTokenAccess, type TokenAccessRow } from '../../persistence/read/find-token-access';
import {
  listOrganizationsWithProjects,
  type OrganizationWithProjectsRow,
} from '../../persistence/read/list-organizations-with-projects';
import type { UnitOfWork } from '../../persistence/unit-of-work';
import { apiTokenHash } from './api-token';

/** What authentication needs; the clock decides which tokens have expired. */
export interface AuthenticateDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
}

/** Turns a token into the caller it stands for: one statement, a second one for installation tokens. */
export class Authenticate {
  constructor(private readonly dependencies: AuthenticateDependencies) {}

  /** Null where the token is malformed, unknown, expired, revoked, or of somebody who left: which of them is never told. */
  async execute(token: string): Promise<Caller | null> {
    const { unitOfWork, clock } = this.dependencies;
    const hash = apiTokenHash(token);
    if (hash === null) return null;
    const row = await findTokenAccess(unitOfWork.reader, hash, clock());
    if (row === null) return null;
    const scopes = effectiveScopes(row.scopes, row.role);
    const own = organizationOf(row);
    const organizations = own === null ? await listOrganizationsWithProjects(unitOfWork.reader) : [own];
    return {
      tokenId: row.tokenId,
      user: userOf(row),
      installation: own === null,
      scopes,
      organizations: organizations.map((organization) => accessTo(organization, scopes)),
    };
  }
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
