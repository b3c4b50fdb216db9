import type { TestDatabase } from '../test-database';

/** All that a builder needs of the database. */
export type Queryable = Pick<TestDatabase, 'query'>;

/** Values by column; every row of one insert has the same columns. A column that is not named takes its default. */
export type Row = Readonly<Record<string, unknown>>;

/** Inserts rows in one statement and one JSON parameter, whatever their number; answers them in the same order. */
export async function insertRows<Inserted>(
  database: Queryable,
  table: string,
  rows: readonly Row[],
): Promise<Inserted[]> {
  const [first] = rows;
  if (first === undefined) return [];
  const columns = Object.keys(first)
    .map((column) => `"${column}"`)
    .join(', ');
  return database.query<Inserted>(
    `insert into ${table} (${columns})
     select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)
     returning *`,
    [JSON.stringify(rows)],
  );
}

export async function insertRow<Inserted>(database: Queryable, table: string, row: Row): Promise<Inserted> {
  const [inserted] = await insertRows<Inserted>(database, table, [row]);
  if (inserted === undefined) throw new Error(`nothing was inserted into ${table}`);
  return inserted;
}
