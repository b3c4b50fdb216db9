import { DELETED_STATUSES } from '../../domain/group';
import type { SearchExpression, TextPredicate } from '../../domain/search/search-expression';
import { anyOf } from './search-lookup';
import { predicateCondition } from './search-predicate-condition';
import { isRelation, relationLookup, type RelationPredicate } from './search-relations';
import type { ResolveAges, SearchContext, SearchScope } from './search-scope';
import { isIndexedText, textLookup } from './search-text-condition';
import type { SqlParameters } from './sql-parameters';

/** Sets of issues that the planner is asked to join; each more would make its work longer, and no plan better. */
const MOST_DRIVERS = 4;

/** Issues on their way into another; an ordinary search finds neither them nor deleted ones. */
const MERGING = 'PENDING_MERGE';

/**
 * What a search condition speaks of; each row is one issue. PostgreSQL leaves out the joins that a condition does not
 * need and turns those that it insists on into inner ones, which their own index can then drive. An `exists` a term,
 * tried first, is planned as a join a term: a hundred terms took ten seconds to plan.
 */
export const SEARCHED_GROUPS = `groups g
  left join group_counters c on c.organization_id = g.organization_id and c.group_id = g.id
  left join group_assignees a on a.organization_id = g.organization_id and a.group_id = g.id
  left join group_inboxes i on i.organization_id = g.organization_id and i.group_id = g.id
  left join group_snoozes s on s.organization_id = g.organization_id and s.group_id = g.id`;

/**
 * A condition over SEARCHED_GROUPS, complete: organization, projects, hidden issues, expression.
 * Whatever the caller wrote is a parameter.
 */
export function searchCondition(expression: SearchExpression, scope: SearchScope, parameters: SqlParameters): string {
  const organization = parameters.add(scope.organizationId);
  const projects = parameters.add(scope.projectIds);
  let now: string | undefined;
  let drivers = MOST_DRIVERS;
  // Added where it is first used: PostgreSQL refuses a parameter that no part of the statement uses.
  const context: SearchContext = {
    scope,
    parameters,
    organization,
    now: () => (now ??= parameters.add(scope.now)),
    resolveAges: resolveAgesOf(scope, parameters),
    mayDrive: () => (drivers -= 1) >= 0,
  };
  const hidden = [...DELETED_STATUSES, ...(scope.includesMerging ? [] : [MERGING])];
  return `g.organization_id = ${organization}::bigint and g.project_id = any (${projects}::bigint[])
    and g.status not in (${hidden.map((status) => `'${status}'`).join(', ')})
    and ${compile(expression, context)}`;
}

/** The ages of those projects that resolve quiet issues by it, as parameters where they are used; null: none does. */
export function resolveAgesOf(
  { projectIds, resolveAges }: Pick<SearchScope, 'projectIds' | 'resolveAges'>,
  parameters: SqlParameters,
): ResolveAges | null {
  const ages = projectIds.flatMap((id) => {
    const hours = resolveAges?.get(id);
    return hours === undefined ? [] : [[id, hours] as const];
  });
  if (ages.length === 0) return null;
  let placeholders: ReturnType<ResolveAges> | undefined;
  return () =>
    (placeholders ??= {
      projects: parameters.add(ages.map(([id]) => id)),
      hours: parameters.add(ages.map(([, hours]) => hours)),
    });
}

/** Only what all issues must satisfy may drive: inside of "or" and "not" a set of issues would be held in memory. */
function compile(expression: SearchExpression, context: SearchContext): string {
  if ('operands' in expression) return joined(expression, context);
  if (expression.kind !== 'not') return predicateCondition(expression, context);
  // Not "not": where a column is null, a negated term holds.
  return `(${compile(expression.operand, undriven(context))}) is not true`;
}

function joined({ kind, operands }: Junction, context: SearchContext): string {
  if (operands.length === 0) return kind === 'and' ? 'true' : 'false';
  if (kind === 'or' && operands.every(isSet) && context.mayDrive()) {
    return anyOf(
      operands.map((operand) =>
        operand.kind === 'text' ? textLookup(operand, context) : relationLookup(operand, context),
      ),
      context.organization,
    );
  }
  const inner = kind === 'and' ? context : undriven(context);
  return `(${operands.map((operand) => compile(operand, inner)).join(` ${kind} `)})`;
}

/** Whether its issues can be named without a look at the issues themselves. */
function isSet(expression: SearchExpression): expression is RelationPredicate | TextPredicate {
  if ('operands' in expression || expression.kind === 'not') return false;
  return expression.kind === 'text' ? isIndexedText(expression) : isRelation(expression);
}

function undriven(context: SearchContext): SearchContext {
  return { ...context, mayDrive: () => false };
}

type Junction = Extract<SearchExpression, { kind: 'and' | 'or' }>;
