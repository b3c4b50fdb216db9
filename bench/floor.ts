import type { Client } from 'pg';
import { RowParameters } from './row-parameters';
import type { Row } from './snapshot';
import type { TableChanges } from './table-changes';
import type { TableShape } from './table-shape';

/** One statement with finished parameters. */
export interface FloorStatement {
  readonly text: string;
  readonly values: (string | null)[];
}

/**
 * The least that the product's writes can cost: the rows that a call of the product left behind, written into the same
 * tables with the same indexes by one connection in one transaction. At most one DELETE, UPDATE and INSERT a table,
 * every key known and every parameter a finished text before the clock starts; no reads, locks, look-ups or sequences.
 */
export function floorStatements(changes: readonly TableChanges[]): readonly FloorStatement[] {
  return changes.flatMap(({ table, deleted, updated, updatedColumns, inserted }) => [
    ...(deleted.length > 0 ? [deleteRows(table, deleted)] : []),
    ...(updated.length > 0 ? [updateRows(table, updated, updatedColumns)] : []),
    ...(inserted.length > 0 ? [insertRows(table, inserted)] : []),
  ]);
}

/**
 * What the planner must know to reach thousands of rows through their keys: of 400,000 issues it would otherwise read all,
 * and the writes would cost 1,750 instead of 1,250 ms for 10,000; and room for their arrays. Set before the clock starts.
 */
export async function prepareFloor(client: Client): Promise<void> {
  await client.query('set random_page_cost = 1.1');
  await client.query("set work_mem = '32MB'");
}

/** Runs the statements in one transaction. */
export async function writeFloor(client: Client, statements: readonly FloorStatement[]): Promise<void> {
  await client.query('begin');
  for (const { text, values } of statements) await client.query(text, values);
  await client.query('commit');
}

function deleteRows(table: TableShape, rows: readonly Row[]): FloorStatement {
  const parameters = new RowParameters(table, rows);
  const condition = keyCondition(table, parameters);
  const using = parameters.source === '' ? '' : `using ${parameters.source}`;
  return { text: `delete from ${table.name} t ${using} where ${condition}`, values: parameters.values };
}

function updateRows(table: TableShape, rows: readonly Row[], columns: readonly string[]): FloorStatement {
  const parameters = new RowParameters(table, rows);
  const assignments = columns.map((column) => `"${column}" = ${parameters.expression(column)}`).join(', ');
  const condition = keyCondition(table, parameters);
  const from = parameters.source === '' ? '' : `from ${parameters.source}`;
  return { text: `update ${table.name} t set ${assignments} ${from} where ${condition}`, values: parameters.values };
}

function insertRows(table: TableShape, rows: readonly Row[]): FloorStatement {
  const parameters = new RowParameters(table, rows);
  const names = table.columns.map(({ name }) => `"${name}"`).join(', ');
  const expressions = table.columns.map(({ name }) => parameters.expression(name)).join(', ');
  const from = parameters.source === '' ? '' : `from ${parameters.source}`;
  return { text: `insert into ${table.name} (${names}) select ${expressions} ${from}`, values: parameters.values };
}

function keyCondition({ key }: TableShape, parameters: RowParameters): string {
  return key.map((column) => `t."${column}" = ${parameters.expression(column)}`).join(' and ');
}
