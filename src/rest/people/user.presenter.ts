import type { UserView } from '../../application/read-people/read-people.handler';

/** A person as clients read one. */
export function presentUser({ id, name, username, email }: UserView): object {
  return { id, name, username, email };
}
