import type { SearchContext } from './search-scope';

/** Who is meant by the viewer's own name or by names. */
export interface NamedPeople {
  readonly viewer: boolean;
  /** E-mail addresses, in any case, or usernames. */
  readonly users: readonly string[];
}

/** Queries that together give the ids of these people; of nobody there is none. */
export function memberQueries({ users, viewer }: NamedPeople, context: SearchContext): string[] {
  const { parameters, scope } = context;
  return [
    ...(users.length === 0 ? [] : [namedMembers(users, context)]),
    ...(viewer ? [`select ${parameters.add(scope.viewerUserId)}::bigint`] : []),
  ];
}

/** The members with that e-mail address, in any case, or that username. */
export function namedMembers(names: readonly string[], { parameters, organization }: SearchContext): string {
  const emails = parameters.add(names.map((name) => name.toLowerCase()));
  const usernames = parameters.add(names);
  return `select m.user_id from organization_members m join users u on u.id = m.user_id
    where m.organization_id = ${organization}::bigint
      and (u.email = any (${emails}::text[]) or u.username = any (${usernames}::text[]))`;
}
