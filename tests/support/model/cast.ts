import { insertRows, type Queryable } from '../build/insert-rows';
import {
  buildMember,
  buildOrganization,
  buildProject,
  buildTeam,
  type TestMember,
  type TestProject,
  type TestTeam,
} from '../build/organization';
import { buildToken } from '../build/token';

/** Who calls: a user, or nobody where the token belongs to the organization. */
export interface ModelCaller {
  readonly name: string;
  readonly token: string;
  readonly userId: string | null;
  readonly selfAssigns: boolean;
}

export interface ModelTeam extends TestTeam {
  readonly userIds: readonly string[];
  readonly projectIds: readonly string[];
}

/** An organization with everybody that the calls and the start states speak of. */
export interface Cast {
  readonly organizationId: string;
  readonly openMembership: boolean;
  readonly projects: { readonly first: TestProject; readonly second: TestProject };
  readonly users: {
    readonly me: TestMember;
    readonly selfAssigner: TestMember;
    readonly other: TestMember;
    readonly third: TestMember;
    /** Sees the second project only. */
    readonly newcomer: TestMember;
  };
  readonly teams: {
    readonly core: ModelTeam;
    readonly small: ModelTeam;
    readonly overlapping: ModelTeam;
    readonly hundred: ModelTeam;
    readonly large: ModelTeam;
    /** Of the second project only. */
    readonly elsewhere: ModelTeam;
  };
  readonly callers: { readonly me: ModelCaller; readonly selfAssigner: ModelCaller; readonly nobody: ModelCaller };
}

/** Teams of up to this many members are subscribed member by member. */
export const LARGEST_SUBSCRIBED_TEAM = 100;

export async function buildCast(database: Queryable, openMembership = false): Promise<Cast> {
  const { id: organizationId } = await buildOrganization(database, { openMembership });
  const [me, selfAssigner, other, third, newcomer] = await Promise.all([
    buildMember(database, { organizationId, role: 'ADMIN' }),
    buildMember(database, { organizationId, selfAssignOnResolve: true }),
    buildMember(database, { organizationId }),
    buildMember(database, { organizationId }),
    buildMember(database, { organizationId }),
  ]);
  const crowd = await buildCrowd(database, organizationId);
  const first = await buildProject(database, { organizationId });
  const second = await buildProject(database, { organizationId });
  const both = [first.id, second.id];
  const team = (userIds: readonly string[], projectIds: readonly string[]) =>
    buildLinkedTeam(database, { organizationId, userIds, projectIds });
  const token = async (name: string, userId: string | null): Promise<ModelCaller> => ({
    name,
    token: (await buildToken(database, { organizationId, userId })).token,
    userId,
    selfAssigns: userId === selfAssigner.id,
  });
  return {
    organizationId,
    openMembership,
    projects: { first, second },
    users: { me, selfAssigner, other, third, newcomer },
    teams: {
      core: await team([me.id, selfAssigner.id, other.id, third.id], both),
      small: await team([other.id, third.id], both),
      overlapping: await team([third.id, me.id], both),
      hundred: await team(crowd.slice(0, LARGEST_SUBSCRIBED_TEAM), both),
      large: await team([other.id, ...crowd], both),
      elsewhere: await team([newcomer.id], [second.id]),
    },
    callers: {
      me: await token('me', me.id),
      selfAssigner: await token('self-assigner', selfAssigner.id),
      nobody: await token('nobody', null),
    },
  };
}

/** Whether the one to be assigned sees the project of the issue; open membership opens it to members, not to teams. */
export function seesProject(cast: Cast, projectId: string, actor: { user: string } | { team: string }): boolean {
  const teams = Object.values(cast.teams).filter(({ projectIds }) => projectIds.includes(projectId));
  if ('team' in actor) return teams.some(({ id }) => id === actor.team);
  return cast.openMembership || teams.some(({ userIds }) => userIds.includes(actor.user));
}

export function teamOf(cast: Cast, teamId: string): ModelTeam {
  const team = Object.values(cast.teams).find(({ id }) => id === teamId);
  if (team === undefined) throw new Error(`no team ${teamId}`);
  return team;
}

export function userOf(cast: Cast, userId: string): TestMember {
  const user = Object.values(cast.users).find(({ id }) => id === userId);
  if (user === undefined) throw new Error(`no user ${userId}`);
  return user;
}

/** One member more than a team may have whose members are subscribed. */
async function buildCrowd(database: Queryable, organizationId: string): Promise<string[]> {
  const names = Array.from({ length: LARGEST_SUBSCRIBED_TEAM + 1 }, () => `crowd-${crypto.randomUUID()}`);
  const users = await insertRows<{ id: string }>(
    database,
    'users',
    names.map((name) => ({ email: `${name}@example.com`, username: name, name, self_assign_on_resolve: false })),
  );
  const members = users.map(({ id }) => ({
    organization_id: organizationId,
    user_id: id,
    role: 'MEMBER',
  }));
  await insertRows(database, 'organization_members', members);
  return users.map(({ id }) => id);
}

async function buildLinkedTeam(
  database: Queryable,
  given: Pick<ModelTeam, 'organizationId' | 'userIds' | 'projectIds'>,
): Promise<ModelTeam> {
  const team = await buildTeam(database, { organizationId: given.organizationId });
  const keys = { organization_id: given.organizationId, team_id: team.id };
  await insertRows(
    database,
    'team_members',
    given.userIds.map((userId) => ({ ...keys, user_id: userId })),
  );
  await insertRows(
    database,
    'project_teams',
    given.projectIds.map((projectId) => ({ ...keys, project_id: projectId })),
  );
  return { ...team, userIds: given.userIds, projectIds: given.projectIds };
}
