import type { AssigneePredicate } from '../../domain/search/search-expression';
import { memberQueries, namedMembers } from './member-queries';
import type { SearchContext } from './search-scope';

/**
 * Assigned to any of the given. Names become ids inside the statement, in sub-selects that do not depend on the issue,
 * so they run once and their arrays can drive the assignee indexes.
 */
export function assigneeCondition(predicate: AssigneePredicate, context: SearchContext): string {
  const alternatives = [
    ...assignedTo('user_id', memberQueries(predicate, context)),
    ...assignedTo('team_id', teamQueries(predicate, context)),
    ...(predicate.nobody ? ['a.group_id is null'] : []),
  ];
  return `(${alternatives.join(' or ')})`;
}

function assignedTo(column: 'user_id' | 'team_id', queries: readonly string[]): string[] {
  return queries.length === 0 ? [] : [`a.${column} = any (array(${queries.join(' union ')}))`];
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
    ...(users.length === 0 ? [] : [teamsOf(namedMembers(users, context))]),
    ...(viewer || viewersTeams ? [ofViewer()] : []),
    ...(teams.length === 0 ? [] : [named()]),
  ];
}
