import type {
  DatePredicate,
  Moment,
  NumberPredicate,
  SearchPredicate,
  TextPredicate,
} from '../../domain/search/search-expression';
import { assigneeCondition } from './assignee-condition';
import type { SearchContext } from './search-scope';
import { hasShownStatus, hasShownSubstatus } from './shown-status';
import type { SqlParameters } from './sql-parameters';

/** One predicate as a condition over SEARCHED_GROUPS; what is looked up in other tables is looked up by the statement itself. */
export function predicateCondition(predicate: SearchPredicate, context: SearchContext): string {
  const { parameters, organization, now } = context;
  switch (predicate.kind) {
    case 'status':
      return hasShownStatus(predicate.statuses, now);
    case 'substatus':
      return hasShownSubstatus(predicate.substatuses, now);
    case 'anyAssignee':
      return 'a.group_id is not null';
    case 'assignee':
      return assigneeCondition(predicate, context);
    case 'inbox':
      return 'i.group_id is not null';
    case 'level':
      return `g.level = any (${parameters.add(predicate.levels)}::text[])`;
    case 'priority':
      return `g.priority = any (${parameters.add(predicate.priorities)}::text[])`;
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
      return textCondition(predicate, parameters);
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

function textCondition({ parts }: TextPredicate, parameters: SqlParameters): string {
  const pattern = `${parameters.add(`%${parts.map(escapeLike).join('%')}%`)}::text`;
  return `(g.title ilike ${pattern} or g.culprit ilike ${pattern} or g.message ilike ${pattern})`;
}

/** The characters that LIKE takes for something else, backslash first of all. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
