import type { IssueSort } from '../../domain/search/issue-sort';
import { SORT_KEYS } from '../../domain/search/issue-sort';
import { searchCondition, SEARCHED_GROUPS } from '../compile/search-condition';
import { SqlParameters } from '../compile/sql-parameters';
import { variedStatement, type Executor } from '../statement';
import { findIssuesByPriority } from './find-issues-by-priority';
import type { FoundIssue, IssuePlace, IssueSearch, IssueStretch } from './issue-stretch';

interface SortSql {
  /** What an issue must have to be in this order; with it the order's own index can be walked. */
  readonly needs: string;
  /** In the order of SORT_KEYS, then the id; all descending, so that one comparison of rows is the order. */
  readonly columns: readonly string[];
}

const COUNTED = 'c.group_id is not null';

// The id is taken from the table whose index gives the order, so that the index gives all of it.
const SORTS: Record<Exclude<IssueSort, 'PRIORITY'>, SortSql> = {
  LAST_SEEN: { needs: COUNTED, columns: ['c.last_seen', 'c.group_id'] },
  FIRST_SEEN: { needs: 'true', columns: ['g.first_seen', 'g.id'] },
  TIMES_SEEN: { needs: COUNTED, columns: ['c.times_seen', 'c.group_id'] },
  USERS_SEEN: { needs: COUNTED, columns: ['c.users_seen', 'c.group_id'] },
  INBOX: { needs: 'i.group_id is not null', columns: ['i.date_added', 'i.group_id'] },
};

/** The issues of a stretch, in the order of the sort whichever end they were taken from. */
export async function findIssues(
  executor: Executor,
  search: IssueSearch,
  stretch: IssueStretch,
): Promise<FoundIssue[]> {
  const { expression, scope, sort } = search;
  const { after, before, fromBack, limit } = stretch;
  if (sort === 'PRIORITY') return findIssuesByPriority(executor, search, stretch);
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
    variedStatement(`find-issues-${sort.toLowerCase().replace('_', '-')}`, text, parameters.values),
  );
  return fromBack ? rows.reverse() : rows;
}

/** How many issues the search finds. */
export async function countIssues(executor: Executor, { expression, scope, sort }: IssueSearch): Promise<number> {
  const parameters = new SqlParameters();
  const condition = `${searchCondition(expression, scope, parameters)} and ${sort === 'PRIORITY' ? COUNTED : SORTS[sort].needs}`;
  const text = `select count(*)::integer as total from ${SEARCHED_GROUPS} where ${condition}`;
  const [row] = await executor.rows<{ total: number }>(variedStatement('count-issues', text, parameters.values));
  return row?.total ?? 0;
}

type IndexedSort = keyof typeof SORTS;

function placeColumns(sort: IndexedSort): string[] {
  return SORTS[sort].columns.map((column, index) =>
    SORT_KEYS[sort][index] === 'TIME' ? `(extract(epoch from ${column}) * 1000)::bigint` : `(${column})::bigint`,
  );
}

function placeRow(place: IssuePlace, sort: IndexedSort, parameters: SqlParameters): string {
  const values = place.map((key, index) =>
    SORT_KEYS[sort][index] === 'TIME'
      ? `${parameters.add(new Date(Number(key)))}::timestamptz`
      : `${parameters.add(key)}::bigint`,
  );
  return `(${values.join(', ')})`;
}
