import type { AssigneePredicate } from '../../domain/search/search-expression';
import type { SearchContext } from './search-scope';

/**
 * Assigned to any of the given. Names become ids inside the statement, in sub-selects that do not depend on the issue,
 * so they run once and their arrays can drive the assignee indexes.
 */
export function assigneeCondition(predicate: AssigneePredicate, context: SearchContext): string {
  const alternatives = [
    ...assignedTo('user_id', userQueries(predicate, context)),
    ...assignedTo('team_id', teamQueries(predicate, context)),
    ...(predicate.nobody ? ['a.group_id is null'] : []),
  ];
  return `(${alternatives.join(' or ')})`;
}

function assignedTo(column: 'user_id' | 'team_id', queries: readonly string[]): string[] {
  return queries.length === 0 ? [] : [`a.${column} = any (array(${queries.join(' union ')}))`];
}

function userQueries({ users, viewer }: AssigneePredicate, context: SearchContext): string[] {
  const { parameters, scope } = context;
  return [
    ...(users.length === 0 ? [] : [namedUsers(users, context)]),
    ...(viewer ? [`select ${parameters.add(scope.viewerUserId)}::bigint`] : []),
  ];
}

/** A user stands for the teams that the user is in, too. */
function teamQueries(predicate: AssigneePredicate, context: SearchContext): string[] {
  const { parameters, scope, organization } = context;
  const { users, teams, viewer, viewersTeams } = predicate;
  const teamsOf = (userIds: string): string =>
    `select m.team_id from team_members m where m.organization_id = ${organization}::bigint and m.user_id in (${userIds})`;
  const ofViewer = (): string => teamsOf(`select ${parameters.add(scope.viewerUserId)}::bigint`);
  const named = (): string =>
    `select t.id from teams t
     where t.organization_id = ${organization}::bigint and t.slug = any (${parameters.add(teams)}::text[])`;
  return [
    ...(users.length === 0 ? [] : [teamsOf(namedUsers(users, context))]),
    ...(viewer || viewersTeams ? [ofViewer()] : []),
    ...(teams.length === 0 ? [] : [named()]),
  ];
}

/** Members with that e-mail address, in any case, or that username. */
function namedUsers(names: readonly string[], { parameters, organization }: SearchContext): string {
  const emails = parameters.add(names.map((name) => name.toLowerCase()));
  const usernames = parameters.add(names);
  return `select m.user_id from organization_members m join users u on u.id = m.user_id
    where m.organization_id = ${organization}::bigint
      and (u.email = any (${emails}::text[]) or u.username = any (${usernames}::text[]))`;
}
