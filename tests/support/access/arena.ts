import type { Scope } from '../../../src/domain/access';
import { buildGroup } from '../build/group';
import { insertRow } from '../build/insert-rows';
import { buildOperation } from '../build/operation';
import {
  buildMember,
  buildOrganization,
  buildProject,
  buildTeam,
  type TestMember,
  type TestOrganization,
  type TestProject,
  type TestTeam,
} from '../build/organization';
import { buildRelease } from '../build/release';
import { buildToken } from '../build/token';
import { buildWebhook } from '../build/webhook';
import type { TestDatabase } from '../test-database';
import {
  CALLERS,
  isUserRole,
  SCOPE_SETS,
  SCOPES,
  USER_ROLES,
  type CallerKind,
  type PlaceKind,
  type ScopeSet,
  type UserRole,
} from './who-and-where';

/** What a call can name, in one place. */
export interface Place {
  readonly organization: TestOrganization;
  readonly team: TestTeam;
  readonly project: TestProject;
  readonly issueId: string;
  readonly shortId: string;
  readonly shareId: string;
  readonly operationId: string;
  /** Of a release. */
  readonly version: string;
  /** A member and an owner who call nothing themselves. */
  readonly member: TestMember;
  readonly owner: TestMember;
  readonly webhook: { readonly id: string; readonly deliveryId: string };
}

/** All that the matrix is played with, built once. */
export interface Arena {
  readonly places: Readonly<Record<PlaceKind, Place>>;
  readonly users: Readonly<Record<UserRole, TestMember>>;
  /** null: the call brings no token. */
  tokenOf(caller: CallerKind, scopes: ScopeSet): string | null;
}

const FAR_AWAY = new Date('9999-01-01T00:00:00.000Z');

type Inhabitants = Pick<Place, 'organization' | 'team' | 'member' | 'owner' | 'webhook'>;

/** Two organizations without open membership; in the first one a project of everybody's team and one of no team. */
export async function buildArena(database: TestDatabase): Promise<Arena> {
  const own = await buildInhabitants(database);
  const organizationId = own.organization.id;
  const users = {} as Record<UserRole, TestMember>;
  for (const role of USER_ROLES) {
    users[role] = await buildMember(database, { organizationId, role, teamIds: [own.team.id] });
  }
  const places = {
    VISIBLE: await buildPlace(database, own, [own.team.id]),
    INVISIBLE: await buildPlace(database, own, []),
    FOREIGN: await buildPlace(database, await buildInhabitants(database), []),
  };
  const tokens = new Map<string, string>();
  for (const caller of CALLERS.filter((kind) => kind !== 'NOBODY')) {
    for (const set of SCOPE_SETS) {
      const scopes: readonly Scope[] = SCOPES.filter((scope) => set === 'all' || set === scope);
      const reach = caller === 'INSTALLATION' ? { installation: true } : { organizationId };
      const userId = isUserRole(caller) ? users[caller].id : null;
      tokens.set(`${caller} ${set}`, (await buildToken(database, { ...reach, userId, scopes })).token);
    }
  }
  return { places, users, tokenOf: (caller, scopes) => tokens.get(`${caller} ${scopes}`) ?? null };
}

async function buildInhabitants(database: TestDatabase): Promise<Inhabitants> {
  const organization = await buildOrganization(database, { openMembership: false });
  const organizationId = organization.id;
  return {
    organization,
    team: await buildTeam(database, { organizationId }),
    member: await buildMember(database, { organizationId }),
    owner: await buildMember(database, { organizationId, role: 'OWNER' }),
    webhook: await buildWebhook(database, organizationId),
  };
}

async function buildPlace(database: TestDatabase, at: Inhabitants, teamIds: readonly string[]): Promise<Place> {
  const organizationId = at.organization.id;
  const project = await buildProject(database, { organizationId, teamIds });
  const group = await buildGroup(database, { project });
  const share = { organization_id: organizationId, project_id: project.id, group_id: group.id };
  const shareId = `${group.id}`.padStart(32, '0');
  await insertRow(database, 'group_shares', { ...share, uuid: shareId, date_added: new Date() });
  const before = { version: group.version - 1, priority: 'LOW' };
  const version = `shop@1.0.${group.id}`;
  await buildRelease(database, version, { projects: [project] });
  const outcomes = [{ groupId: group.id, status: 'CHANGED' as const, before }];
  return {
    ...at,
    project,
    issueId: group.id,
    shortId: `${project.slug.toUpperCase()}-${Number(group.shortId).toString(32).toUpperCase()}`,
    ...{ shareId, version },
    operationId: await buildOperation(database, { organizationId, outcomes, undoableUntil: FAR_AWAY }),
  };
}
