import type { GroupStatus } from '../../domain/group';
import type { SearchExpression } from '../../domain/search/search-expression';
import { searchCondition, SEARCHED_GROUPS } from '../compile/search-condition';
import type { SearchScope } from '../compile/search-scope';
import { SqlParameters } from '../compile/sql-parameters';
import { variedStatement, type Executor } from '../statement';

/** Which issues a call is about; `status` is the shown one, null for any. */
export interface GroupSelection {
  readonly expression: SearchExpression;
  readonly scope: SearchScope;
  readonly status: GroupStatus | null;
}

/** The ids of the selected issues in id order: at most `limit` and one more, which tells that the limit is passed. */
export async function selectGroupIds(executor: Executor, selection: GroupSelection, limit: number): Promise<string[]> {
  const parameters = new SqlParameters();
  const text = `select g.id from ${SEARCHED_GROUPS} where ${selected(selection, parameters)}
    order by g.id limit ${parameters.add(limit + 1)}::bigint`;
  return idsOf(await executor.rows(variedStatement('select-group-ids', text, parameters.values)));
}

/** Those of the given issues that the selection holds now, in id order. */
export async function filterGroupIds(
  executor: Executor,
  ids: readonly string[],
  selection: GroupSelection,
): Promise<string[]> {
  const parameters = new SqlParameters();
  const text = `select g.id from ${SEARCHED_GROUPS} where g.id = any (${parameters.add(ids)}::bigint[])
    and ${selected(selection, parameters)} order by g.id`;
  return idsOf(await executor.rows(variedStatement('filter-group-ids', text, parameters.values)));
}

/** The condition of a selection over SEARCHED_GROUPS. */
export function selected({ expression, scope, status }: GroupSelection, parameters: SqlParameters): string {
  const narrowed: SearchExpression =
    status === null ? expression : { kind: 'and', operands: [{ kind: 'status', statuses: [status] }, expression] };
  return searchCondition(narrowed, scope, parameters);
}

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id);
}
