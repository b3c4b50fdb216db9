import type { TeamView, UserView } from '../../application/read-people/read-people.handler';
import { TeamType } from './team.type';
import { UserType } from './user.type';

export function presentUser({ id, name, username, email }: UserView): UserType {
  return Object.assign(new UserType(), { id, name, username, email });
}

export function presentActor(actor: TeamView | UserView): TeamType | UserType {
  return 'slug' in actor ? presentTeam(actor) : presentUser(actor);
}

export function presentTeam({ organizationId, id, slug, name }: TeamView): TeamType {
  return Object.assign(new TeamType(), { organizationId, id, slug, name });
}
