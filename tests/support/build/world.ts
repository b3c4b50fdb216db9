import type { Queryable } from './insert-rows';
import {
  buildMember,
  buildOrganization,
  buildProject,
  buildTeam,
  type TestMember,
  type TestOrganization,
  type TestProject,
  type TestTeam,
} from './organization';
import { buildToken, type TestToken } from './token';

/** The usual start of a test: an organization with a team, the team's project, and an owner in that team with a token of all scopes. */
export interface World {
  readonly organization: TestOrganization;
  readonly owner: TestMember;
  readonly token: TestToken;
  readonly team: TestTeam;
  readonly project: TestProject;
}

export async function buildWorld(database: Queryable): Promise<World> {
  const organization = await buildOrganization(database);
  const organizationId = organization.id;
  const team = await buildTeam(database, { organizationId });
  const owner = await buildMember(database, { organizationId, role: 'OWNER', teamIds: [team.id] });
  const token = await buildToken(database, { organizationId, userId: owner.id });
  const project = await buildProject(database, { organizationId, teamIds: [team.id] });
  return { organization, owner, token, team, project };
}
