import type { Row, TableRows } from './snapshot';
import type { TableShape } from './table-shape';

/** What a call did to one table. */
export interface TableChanges {
  readonly table: TableShape;
  readonly deleted: readonly Row[];
  /** As they are afterwards. */
  readonly updated: readonly Row[];
  /** The columns in which any updated row differs from what it was. */
  readonly updatedColumns: readonly string[];
  readonly inserted: readonly Row[];
}

/** The difference of two snapshots; tables that are the same are left out. */
export function changesBetween(before: readonly TableRows[], after: readonly TableRows[]): readonly TableChanges[] {
  return after
    .map(({ table, rows }, index) => changesOf(table, before[index]?.rows ?? [], rows))
    .filter(({ deleted, updated, inserted }) => deleted.length + updated.length + inserted.length > 0);
}

/** How many rows were written, deletions included. */
export function countRows(changes: readonly TableChanges[]): number {
  return changes.reduce(
    (sum, { deleted, updated, inserted }) => sum + deleted.length + updated.length + inserted.length,
    0,
  );
}

function changesOf(table: TableShape, before: readonly Row[], after: readonly Row[]): TableChanges {
  const old = new Map(before.map((row) => [keyOf(table, row), row]));
  const present = new Set(after.map((row) => keyOf(table, row)));
  const differing = new Set<number>();
  const updated: Row[] = [];
  const inserted: Row[] = [];
  for (const row of after) {
    const was = old.get(keyOf(table, row));
    if (was === undefined) inserted.push(row);
    const different = was === undefined ? [] : row.flatMap((value, index) => (value === was[index] ? [] : [index]));
    if (different.length > 0) updated.push(row);
    for (const index of different) differing.add(index);
  }
  return {
    table,
    deleted: before.filter((row) => !present.has(keyOf(table, row))),
    updated,
    updatedColumns: table.columns.filter((_, index) => differing.has(index)).map(({ name }) => name),
    inserted,
  };
}

function keyOf({ columns, key }: TableShape, row: Row): string {
  return JSON.stringify(row.filter((_, index) => key.includes(columns[index]?.name ?? '')));
}
