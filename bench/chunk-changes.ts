import type { Client } from 'pg';
import type { Chunk } from './chunks';
import { prepareFloor } from './floor';
import { openClient } from './open-client';
import type { Row, TableRows } from './snapshot';
import { changesBetween, type TableChanges } from './table-changes';
import { readTableShapes, type TableShape } from './table-shape';

/** A database as it was, the same database as it is now, and what was written in between. */
export class ChunkReader {
  private constructor(
    private readonly before: Client,
    private readonly after: Client,
    readonly tables: readonly TableShape[],
  ) {}

  /** `since` is the first transaction that wrote what is to be read. */
  static async open(urls: { readonly before: string; readonly after: string }, since: string): Promise<ChunkReader> {
    const [before, after] = [await openReader(urls.before), await openReader(urls.after)];
    return new ChunkReader(before, after, await touchedTables(before, after, since));
  }

  /** What the chunk's transaction did to the tables. */
  async changesOf(chunk: Chunk): Promise<readonly TableChanges[]> {
    const after = await snapshot(this.after, this.tables, chunk);
    return changesBetween(await earlierRows(this.before, after, chunk), after);
  }

  async close(): Promise<void> {
    await this.before.end();
    await this.after.end();
  }
}

/** A connection that reaches thousands of rows through their keys. */
export async function openReader(url: string): Promise<Client> {
  const client = await openClient(url);
  await prepareFloor(client);
  await client.query(`set timezone = 'UTC'; set jit = off; set enable_seqscan = off`);
  return client;
}

/** The rows of the chunk's issues, and of tables that hang on none those that its transaction wrote. */
export async function snapshot(
  client: Client,
  tables: readonly TableShape[],
  chunk: Chunk,
): Promise<readonly TableRows[]> {
  const read: TableRows[] = [];
  for (const table of tables) {
    read.push({ table, rows: await readRows(client, table, conditionOf(table, chunk)) });
  }
  return read;
}

/** What there was before, also of the rows that hang on no issue. */
async function earlierRows(client: Client, after: readonly TableRows[], chunk: Chunk): Promise<readonly TableRows[]> {
  const earlier: TableRows[] = [];
  for (const { table, rows } of after) {
    if (table.issueColumn === null) earlier.push({ table, rows: await rowsOfKeys(client, table, rows) });
    else earlier.push(...(await snapshot(client, [table], chunk)));
  }
  return earlier;
}

function rowsOfKeys(client: Client, table: TableShape, rows: readonly Row[]): Promise<readonly Row[]> {
  const places = table.key.map((column) => table.columns.findIndex(({ name }) => name === column));
  const keys = rows.map((row) => places.map((place) => row[place]).join('/'));
  const key = `concat_ws('/', ${table.key.map((column) => `"${column}"`).join(', ')})`;
  return readRows(client, table, { condition: `${key} = any($1::text[])`, values: [keys] });
}

interface RowChoice {
  readonly condition: string;
  readonly values: unknown[];
}

/** The values of all columns as texts. */
async function readRows(client: Client, table: TableShape, { condition, values }: RowChoice): Promise<readonly Row[]> {
  const columns = table.columns.map(({ name }) => `"${name}"::text`).join(', ');
  const text = `select ${columns} from ${table.name} where ${condition}`;
  const { rows } = await client.query<(string | null)[]>({ text, values, rowMode: 'array' });
  return rows;
}

function conditionOf({ columns, issueColumn }: TableShape, chunk: Chunk): RowChoice {
  const { organizationId, operationId, xid, first, last, issueIds } = chunk;
  const names = columns.map(({ name }) => name);
  if (names.includes('operation_id') && names.includes('ordinal')) {
    const condition = 'organization_id = $1 and operation_id = $2 and ordinal between $3 and $4';
    return { condition, values: [organizationId, operationId, first, last] };
  }
  if (issueColumn === null) return { condition: 'xmin::text = $1', values: [xid] };
  const condition = `organization_id = $1 and ${issueColumn} = any($2::bigint[])`;
  return { condition, values: [organizationId, issueIds] };
}

/** Tables whose rows are not what they were. Partitioned ones hold events, which no operation writes. */
async function touchedTables(before: Client, after: Client, since: string): Promise<readonly TableShape[]> {
  const { rows: kinds } = await after.query<{ name: string }>(
    `select relname::text as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  const names = new Set(kinds.map(({ name }) => name));
  const touched: TableShape[] = [];
  for (const table of await readTableShapes(after)) {
    if (!names.has(table.name)) continue;
    const [was, is] = [await extentOf(before, table, since), await extentOf(after, table, since)];
    if (was !== is) touched.push(table);
  }
  return touched;
}

/** How many rows there are, and how many were written by transactions since that one. */
async function extentOf(client: Client, { name }: TableShape, since: string): Promise<string> {
  const { rows } = await client.query<{ extent: string }>(
    `select concat(count(*), '/', count(*) filter (where xmin::text::bigint >= $1)) as extent from ${name}`,
    [since],
  );
  return rows[0]?.extent ?? '';
}
