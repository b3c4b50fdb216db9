import type { Caller } from '../../domain/access';
import { childrenByParent } from '../../domain/page';
import { ORGANIZATION_READERS, requireScope } from '../../domain/permission';
import type { TenantKey } from '../../domain/tenant-key';
import { readTeamMembers, readTeams, readTeamsOfProjects, readTeamsOfUsers } from '../../persistence/read/read-teams';
import type { TeamRow } from '../../persistence/read/read-teams';
import { readUsers, type UserRow } from '../../persistence/read/read-users';
import type { ReadDependencies } from '../read-dependencies';

/** A person. */
export type UserView = UserRow;
/** A team of an organization. */
export type TeamView = TeamRow;

/** Reads people and teams whose ids were found in data that the caller may see: one statement for any number. */
export class ReadPeople {
  constructor(private readonly dependencies: ReadDependencies) {}

  users(ids: readonly string[]): Promise<readonly UserView[]> {
    return readUsers(this.reader, ids);
  }

  teams(keys: readonly TenantKey[]): Promise<readonly TeamView[]> {
    return readTeams(this.reader, keys);
  }

  async teamsOfProjects(projects: readonly TenantKey[]): Promise<ReadonlyMap<string, readonly TeamView[]>> {
    return childrenByParent(await readTeamsOfProjects(this.reader, projects));
  }

  /** The teams of members, named by the user's id. */
  async teamsOfUsers(users: readonly TenantKey[]): Promise<ReadonlyMap<string, readonly TeamView[]>> {
    return childrenByParent(await readTeamsOfUsers(this.reader, users));
  }

  /** The active members of each team; throws PERMISSION_DENIED without org:read. */
  async teamMembers(caller: Caller, teams: readonly TenantKey[]): Promise<ReadonlyMap<string, readonly UserView[]>> {
    requireScope(caller, ORGANIZATION_READERS);
    return childrenByParent(await readTeamMembers(this.reader, teams));
  }

  private get reader(): ReadDependencies['unitOfWork']['reader'] {
    return this.dependencies.unitOfWork.reader;
  }
}
