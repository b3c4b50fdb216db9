/** A forward page: at most `first` items that come after the one with the key `after` (null: from the start). */
export interface PageRequest {
  readonly first: number;
  /** The order key of the last item of the page before: a decimal id or ordinal. */
  readonly after: string | null;
}

/** The items of a page, and whether more follow. */
export interface PageSlice<T> {
  readonly items: readonly T[];
  readonly hasNext: boolean;
}

/** A row that was read for one of several parents at once. */
export interface ChildRow {
  readonly parentId: string;
}

/** Cuts the page out of rows that were read with one row more than asked for, which tells whether more follow. */
export function sliceOf<T>(rows: readonly T[], first: number): PageSlice<T> {
  return { items: rows.slice(0, first), hasNext: rows.length > first };
}

/** The children of each parent, in the order of the rows; a parent without rows is absent. */
export function childrenByParent<Row extends ChildRow>(rows: readonly Row[]): Map<string, Row[]> {
  const children = new Map<string, Row[]>();
  for (const row of rows) {
    const siblings = children.get(row.parentId);
    if (siblings === undefined) children.set(row.parentId, [row]);
    else siblings.push(row);
  }
  return children;
}

/** The page of each parent; a parent without rows is absent. */
export function slicesByParent<Row extends ChildRow>(rows: readonly Row[], first: number): Map<string, PageSlice<Row>> {
  return new Map([...childrenByParent(rows)].map(([parentId, children]) => [parentId, sliceOf(children, first)]));
}
