import type { Client } from 'pg';
import { readTableShapes, type TableShape } from './table-shape';

/** A row's values in the order of the table's columns, as PostgreSQL writes them. */
export type Row = readonly (string | null)[];

export interface TableRows {
  readonly table: TableShape;
  readonly rows: readonly Row[];
}

/** Which rows are read of tables that hang on issues, besides those that have left theirs; of the others all are. */
export interface SnapshotScope {
  readonly organizationId: string;
  readonly issueIds: readonly string[];
}

/** The rows of every table, as far as they concern the issues. */
export async function takeSnapshot(client: Client, scope: SnapshotScope): Promise<readonly TableRows[]> {
  await client.query(`set timezone = 'UTC'`);
  const tables: TableRows[] = [];
  for (const table of await readTableShapes(client)) {
    const columns = table.columns.map(({ name }) => `"${name}"::text`).join(', ');
    const { issueColumn } = table;
    const condition =
      issueColumn === null
        ? ''
        : `where organization_id = $1 and (${issueColumn} = any($2::bigint[]) or ${issueColumn} is null)`;
    const { rows } = await client.query<(string | null)[]>({
      text: `select ${columns} from ${table.name} ${condition}`,
      values: condition === '' ? [] : [scope.organizationId, scope.issueIds],
      rowMode: 'array',
    });
    tables.push({ table, rows });
  }
  return tables;
}
