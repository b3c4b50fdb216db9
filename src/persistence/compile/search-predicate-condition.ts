import type {
  DatePredicate,
  Moment,
  NumberPredicate,
  SearchPredicate,
  ShortIdPredicate,
} from '../../domain/search/search-expression';
import { assigneeCondition } from './assignee-condition';
import { lookupCondition } from './search-lookup';
import { isRelation, relationLookup, type RelationPredicate } from './search-relations';
import { firstReleaseCondition } from './search-release-condition';
import type { SearchContext } from './search-scope';
import { textCondition } from './search-text-condition';
import { hasShownStatus, hasShownSubstatus } from './shown-status';
import type { SqlParameters } from './sql-parameters';

/** One predicate as a condition over SEARCHED_GROUPS; what is looked up in other tables is looked up by the statement itself. */
export function predicateCondition(predicate: SearchPredicate, context: SearchContext): string {
  if (isRelation(predicate)) return lookupCondition(relationLookup(predicate, context), context);
  switch (predicate.kind) {
    case 'status':
      return hasShownStatus(predicate.statuses, context);
    case 'substatus':
      return hasShownSubstatus(predicate.substatuses, context);
    case 'anyAssignee':
      return 'a.group_id is not null';
    case 'assignee':
      return assigneeCondition(predicate, context);
    case 'inbox':
      return 'i.group_id is not null';
    default:
      return columnCondition(predicate, context);
  }
}

type ColumnPredicate = Exclude<
  SearchPredicate,
  RelationPredicate | { kind: 'status' | 'substatus' | 'anyAssignee' | 'assignee' | 'inbox' }
>;

function columnCondition(predicate: ColumnPredicate, context: SearchContext): string {
  const { parameters, organization } = context;
  switch (predicate.kind) {
    case 'level':
      return `g.level = any (${parameters.add(predicate.levels)}::text[])`;
    case 'priority':
      return `g.priority = any (${parameters.add(predicate.priorities)}::text[])`;
    case 'shortId':
      return shortIdCondition(predicate, context);
    case 'release':
      return firstReleaseCondition(predicate, context);
    case 'category':
      return `g.category = any (${parameters.add(predicate.categories)}::text[])`;
    case 'platform':
      return `g.platform = any (${parameters.add(predicate.platforms)}::text[])`;
    case 'project': {
      const names = parameters.add(predicate.projects);
      return `g.project_id = any (array(select p.id from projects p where p.organization_id = ${organization}::bigint
        and (p.slug = any (${names}::text[]) or p.id::text = any (${names}::text[]))))`;
    }
    case 'date':
      return dateCondition(predicate, context);
    case 'number':
      return numberCondition(predicate, parameters);
    case 'text':
      return textCondition(predicate, context);
  }
}

function dateCondition({ field, from, until }: DatePredicate, { scope, parameters }: SearchContext): string {
  const column = field === 'FIRST_SEEN' ? 'g.first_seen' : 'c.last_seen';
  const bound = (operator: string, moment: Moment | null): string[] =>
    moment === null ? [] : [`${column} ${operator} ${parameters.add(timeOf(moment, scope.now))}::timestamptz`];
  return `(${[...bound('>=', from), ...bound('<', until)].join(' and ')})`;
}

function timeOf(moment: Moment, now: Date): Date {
  return new Date(moment.kind === 'at' ? moment.time : now.getTime() - moment.milliseconds);
}

const NUMBER_COLUMNS: Record<NumberPredicate['field'], string> = {
  TIMES_SEEN: 'c.times_seen',
  USERS_SEEN: 'c.users_seen',
};

function numberCondition({ field, comparison, values }: NumberPredicate, parameters: SqlParameters): string {
  return `${NUMBER_COLUMNS[field]} ${comparison} any (${parameters.add(values)}::bigint[])`;
}

/** Short ids are few, so they are a list wherever the term stands. */
function shortIdCondition({ shortIds }: ShortIdPredicate, { parameters, organization }: SearchContext): string {
  const slugs = parameters.add(shortIds.map(({ projectSlug }) => projectSlug));
  const numbers = parameters.add(shortIds.map(({ number }) => number));
  return `(g.project_id, g.short_id) in (select p.id, named.number
    from unnest(${slugs}::text[], ${numbers}::bigint[]) as named (slug, number)
    join projects p on p.organization_id = ${organization}::bigint and p.slug = named.slug)`;
}
