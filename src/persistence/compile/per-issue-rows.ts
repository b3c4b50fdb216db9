import type { IssueState } from '../../domain/state/issue-state';
import type { Statement } from '../statement';
import type { WriteContext } from './write-context';

/** A table with at most one row an issue: which one the state holds, and how such rows are written and taken away. */
interface PerIssueTable<Row> {
  readonly rowOf: (state: IssueState) => Row | null;
  readonly upsert: (rows: readonly (readonly [IssueState, Row])[], context: WriteContext) => Statement;
  readonly remove: (groupIds: readonly string[], context: WriteContext) => Statement;
}

/** What brings the table to the states: removes where the row is gone, writes where there is one. */
export function perIssueWriter<Row>({ rowOf, upsert, remove }: PerIssueTable<Row>) {
  return function* (states: readonly IssueState[], context: WriteContext): Iterable<Statement> {
    const gone = states.filter((state) => rowOf(state) === null).map(({ id }) => id);
    if (gone.length > 0) yield remove(gone, context);
    const rows = present(states, rowOf);
    if (rows.length > 0) yield upsert(rows, context);
  };
}

/** The issues that have the row afterwards, with it. */
export function present<Row>(
  states: readonly IssueState[],
  rowOf: (state: IssueState) => Row | null,
): readonly (readonly [IssueState, Row])[] {
  const rows: (readonly [IssueState, Row])[] = [];
  for (const state of states) {
    const row = rowOf(state);
    if (row !== null) rows.push([state, row]);
  }
  return rows;
}
