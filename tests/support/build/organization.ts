import { randomUUID } from 'node:crypto';
import type { MemberRole } from '../../../src/domain/access';
import { insertRow, insertRows, type Queryable } from './insert-rows';

export interface TestOrganization {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly openMembership: boolean;
}

export interface TestUser {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly name: string;
}

/** A user with the membership that was made for them; `id` is the user's. */
export interface TestMember extends TestUser {
  readonly organizationId: string;
  readonly memberId: string;
  readonly role: MemberRole;
}

export interface TestTeam {
  readonly id: string;
  readonly organizationId: string;
  readonly slug: string;
  readonly name: string;
}

export interface TestProject {
  readonly id: string;
  readonly organizationId: string;
  readonly slug: string;
  readonly name: string;
  /** The public part of the project's DSN. */
  readonly publicKey: string;
}

export async function buildOrganization(
  database: Queryable,
  given: { readonly slug?: string; readonly name?: string; readonly openMembership?: boolean } = {},
): Promise<TestOrganization> {
  const slug = given.slug ?? `org-${randomUUID()}`;
  const row = { slug, name: given.name ?? slug, openMembership: given.openMembership ?? true };
  const { id } = await insertRow<{ id: string }>(database, 'organizations', {
    slug,
    name: row.name,
    open_membership: row.openMembership,
  });
  return { id, ...row };
}

export interface UserOptions {
  readonly email?: string;
  readonly username?: string;
  readonly name?: string;
  readonly selfAssignOnResolve?: boolean;
}

/** A user who is a member of nothing. */
export async function buildUser(database: Queryable, given: UserOptions = {}): Promise<TestUser> {
  const unique = `user-${randomUUID()}`;
  const username = given.username ?? unique;
  const user = { email: given.email ?? `${unique}@example.com`, username, name: given.name ?? username };
  const { id } = await insertRow<{ id: string }>(database, 'users', {
    ...user,
    self_assign_on_resolve: given.selfAssignOnResolve ?? false,
  });
  return { id, ...user };
}

export interface MemberOptions extends UserOptions {
  readonly organizationId?: string;
  /** An existing user who becomes a member. */
  readonly user?: TestUser;
  readonly role?: MemberRole;
  readonly active?: boolean;
  readonly teamIds?: readonly string[];
}

/** A member of an organization and of its given teams; by default a new user with the role MEMBER. */
export async function buildMember(database: Queryable, given: MemberOptions = {}): Promise<TestMember> {
  const organizationId = given.organizationId ?? (await buildOrganization(database)).id;
  const user = given.user ?? (await buildUser(database, given));
  const role = given.role ?? 'MEMBER';
  const { id: memberId } = await insertRow<{ id: string }>(database, 'organization_members', {
    organization_id: organizationId,
    user_id: user.id,
    role,
    active: given.active ?? true,
  });
  const teams = (given.teamIds ?? []).map((teamId) => ({
    organization_id: organizationId,
    team_id: teamId,
    user_id: user.id,
  }));
  await insertRows(database, 'team_members', teams);
  return { ...user, organizationId, memberId, role };
}

export async function buildTeam(
  database: Queryable,
  given: { readonly organizationId?: string; readonly slug?: string; readonly name?: string } = {},
): Promise<TestTeam> {
  const organizationId = given.organizationId ?? (await buildOrganization(database)).id;
  const slug = given.slug ?? `team-${randomUUID()}`;
  const name = given.name ?? slug;
  const row = { organization_id: organizationId, slug, name };
  const { id } = await insertRow<{ id: string }>(database, 'teams', row);
  return { id, organizationId, slug, name };
}

export interface ProjectOptions {
  readonly organizationId?: string;
  readonly slug?: string;
  readonly name?: string;
  readonly platform?: string | null;
  readonly features?: readonly string[];
  readonly teamIds?: readonly string[];
}

/** A project of the given teams (by default of none) with one active key. */
export async function buildProject(database: Queryable, given: ProjectOptions = {}): Promise<TestProject> {
  const organizationId = given.organizationId ?? (await buildOrganization(database)).id;
  const slug = given.slug ?? `project-${randomUUID()}`;
  const name = given.name ?? slug;
  const { id } = await insertRow<{ id: string }>(database, 'projects', {
    organization_id: organizationId,
    slug,
    name,
    platform: given.platform ?? null,
    features: given.features ?? ['discard-groups'],
  });
  const ofProject = { organization_id: organizationId, project_id: id };
  const publicKey = randomUUID().replaceAll('-', '');
  await insertRow(database, 'project_keys', { ...ofProject, public_key: publicKey });
  const teams = (given.teamIds ?? []).map((teamId) => ({ ...ofProject, team_id: teamId }));
  await insertRows(database, 'project_teams', teams);
  return { id, organizationId, slug, name, publicKey };
}
