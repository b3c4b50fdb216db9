import type { GraphQLContext } from '../context';
import { presentUser } from './people.presenter';
import type { UserType } from './user.type';

/** The user of that id; null for no id. */
export async function loadUser({ loaders }: GraphQLContext, id: string | null): Promise<UserType | null> {
  const user = id === null ? null : await loaders.users.load(id);
  return user && presentUser(user);
}
