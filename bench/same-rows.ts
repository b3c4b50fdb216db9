import type { Client } from 'pg';
import { takeSnapshot, type Row, type SnapshotScope } from './snapshot';
import { readTableShapes, type TableShape } from './table-shape';

/** What links of shared issues and ids of transactions are made of. */
const CHANCE = /\b[0-9a-f]{32}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;
/** Times that a measurement wrote: the template's are all before 2026. */
const WRITTEN_TIME = /20(?:2[6-9]|[3-9]\d)-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d)?/g;

/**
 * Throws, naming the table and the first difference, unless both databases hold the same: every table has as many rows,
 * and the rows in scope are equal but for times written now, for ids that a sequence drew, and for ids of 32 hex digits,
 * which chance drew.
 */
export async function requireSameRows(product: Client, floor: Client, scope: SnapshotScope): Promise<void> {
  const left = await takeSnapshot(product, scope);
  const right = await takeSnapshot(floor, scope);
  for (const [index, { table, rows }] of left.entries()) {
    const [mine, theirs] = [comparable(table, rows), comparable(table, right[index]?.rows ?? [])];
    const at = mine.findIndex((row, place) => row !== theirs[place]);
    if (at < 0 && mine.length === theirs.length) continue;
    throw new Error(`${table.name}: product and floor wrote different rows:\n${mine[at]}\n${theirs[Math.max(at, 0)]}`);
  }
  const [counts, others] = [await countAll(product), await countAll(floor)];
  if (counts !== others) throw new Error(`Product and floor left different numbers of rows:\n${counts}\n${others}`);
}

/** The rows as texts that can be compared, in order: without what chance, a clock or a sequence made. */
export function comparable({ columns, issueColumn }: TableShape, rows: readonly Row[]): readonly string[] {
  const kept = columns.map(({ name, generated }) => !generated || name === issueColumn);
  const text = (row: Row): string => JSON.stringify(row.filter((_, index) => kept[index]));
  return rows.map((row) => text(row).replace(WRITTEN_TIME, 'now').replace(CHANCE, 'hex')).sort();
}

async function countAll(client: Client): Promise<string> {
  const tables = await readTableShapes(client);
  const counts = tables
    .map(({ name }) => `select '${name}' as name, count(*) as count from ${name}`)
    .join(' union all ');
  const { rows } = await client.query<{ counts: string }>(
    `select json_object_agg(name, count order by name)::text as counts from (${counts}) counted`,
  );
  return rows[0]?.counts ?? '';
}
