import type { IssueSort } from '../../domain/search/issue-sort';
import { SORT_KEYS } from '../../domain/search/issue-sort';
import type { SearchExpression } from '../../domain/search/search-expression';
import { searchCondition, SEARCHED_GROUPS } from '../compile/search-condition';
import type { SearchScope } from '../compile/search-scope';
import { SqlParameters } from '../compile/sql-parameters';
import { statement, type Executor } from '../statement';

/** The place of an issue in an order: its sort keys as decimal integers (times in epoch milliseconds), then its id. */
export type IssuePlace = readonly string[];

export interface IssueSearch {
  readonly expression: SearchExpression;
  readonly scope: SearchScope;
  readonly sort: IssueSort;
}

/** The stretch of the order that is asked for: between two places, exclusive, from its front or from its back. */
export interface IssueStretch {
  readonly after: IssuePlace | null;
  readonly before: IssuePlace | null;
  readonly fromBack: boolean;
  readonly limit: number;
}

export interface FoundIssue {
  readonly id: string;
  readonly place: IssuePlace;
}

interface SortSql {
  /** What an issue must have to be in this order; with it the order's own index can be walked. */
  readonly needs: string;
  /** In the order of SORT_KEYS, then the id; all descending, so that one comparison of rows is the order. */
  readonly columns: readonly string[];
}

const COUNTED = 'c.group_id is not null';
const PRIORITY_RANK = `case g.priority when 'HIGH' then 3 when 'MEDIUM' then 2 when 'LOW' then 1 else 0 end`;

// The id is taken from the table whose index gives the order, so that the index gives all of it.
const SORTS: Record<IssueSort, SortSql> = {
  LAST_SEEN: { needs: COUNTED, columns: ['c.last_seen', 'c.group_id'] },
  FIRST_SEEN: { needs: 'true', columns: ['g.first_seen', 'g.id'] },
  TIMES_SEEN: { needs: COUNTED, columns: ['c.times_seen', 'c.group_id'] },
  USERS_SEEN: { needs: COUNTED, columns: ['c.users_seen', 'c.group_id'] },
  PRIORITY: { needs: COUNTED, columns: [PRIORITY_RANK, 'c.last_seen', 'c.group_id'] },
  INBOX: { needs: 'i.group_id is not null', columns: ['i.date_added', 'i.group_id'] },
};

/** The issues of a stretch, in the order of the sort whichever end they were taken from. */
export async function findIssues(
  executor: Executor,
  { expression, scope, sort }: IssueSearch,
  { after, before, fromBack, limit }: IssueStretch,
): Promise<FoundIssue[]> {
  const parameters = new SqlParameters();
  const { needs, columns } = SORTS[sort];
  const conditions = [
    searchCondition(expression, scope, parameters),
    needs,
    ...(after === null ? [] : [`(${columns.join(', ')}) < ${placeRow(after, sort, parameters)}`]),
    ...(before === null ? [] : [`(${columns.join(', ')}) > ${placeRow(before, sort, parameters)}`]),
  ];
  const order = columns.map((column) => `${column} ${fromBack ? 'asc' : 'desc'}`).join(', ');
  const text = `select g.id, array[${placeColumns(sort).join(', ')}]::text[] as place
    from ${SEARCHED_GROUPS} where ${conditions.join(' and ')}
    order by ${order} limit ${parameters.add(limit)}::bigint`;
  const rows = await executor.rows<FoundIssue>(
    statement(`find-issues-${sort.toLowerCase().replace('_', '-')}`, text, parameters.values),
  );
  return fromBack ? rows.reverse() : rows;
}

/** How many issues the search finds. */
export async function countIssues(executor: Executor, { expression, scope, sort }: IssueSearch): Promise<number> {
  const parameters = new SqlParameters();
  const condition = `${searchCondition(expression, scope, parameters)} and ${SORTS[sort].needs}`;
  const text = `select count(*)::integer as total from ${SEARCHED_GROUPS} where ${condition}`;
  const [row] = await executor.rows<{ total: number }>(statement('count-issues', text, parameters.values));
  return row?.total ?? 0;
}

function placeColumns(sort: IssueSort): string[] {
  return SORTS[sort].columns.map((column, index) =>
    SORT_KEYS[sort][index] === 'TIME' ? `(extract(epoch from ${column}) * 1000)::bigint` : `(${column})::bigint`,
  );
}

function placeRow(place: IssuePlace, sort: IssueSort, parameters: SqlParameters): string {
  const values = place.map((key, index) =>
    SORT_KEYS[sort][index] === 'TIME'
      ? `${parameters.add(new Date(Number(key)))}::timestamptz`
      : `${parameters.add(key)}::bigint`,
  );
  return `(${values.join(', ')})`;
}
