import type { Client } from 'pg';

export interface Column {
  readonly name: string;
  /** As SQL writes it, such as `bigint[]`. */
  readonly type: string;
  /** Its value is drawn from a sequence unless it is given. */
  readonly generated: boolean;
}

export interface TableShape {
  readonly name: string;
  readonly columns: readonly Column[];
  /** The columns of the primary key. */
  readonly key: readonly string[];
  /** The column that names an issue; null: the rows hang on no issue. */
  readonly issueColumn: string | null;
}

/**
 * Every table of the schema: one that a later migration adds is measured and compared without anybody's doing. When a
 * token was last used is left out: servers write it down once in a while, beside the calls.
 */
export async function readTableShapes(client: Client): Promise<readonly TableShape[]> {
  const { rows } = await client.query<Omit<TableShape, 'issueColumn'>>(`
    select c.relname::text as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
         'generated', a.attidentity <> '') order by a.attnum)
       from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attname <> 'last_used_at') as columns,
      (select array_agg(a.attname::text order by k.position)
       from unnest(i.indkey::smallint[]) with ordinality k (attnum, position)
       join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum) as key
    from pg_class c
    join pg_index i on i.indrelid = c.oid and i.indisprimary
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname`);
  return rows.map((row) => ({ ...row, issueColumn: issueColumnOf(row) }));
}

function issueColumnOf({ name, columns }: Omit<TableShape, 'issueColumn'>): string | null {
  if (name === 'groups') return 'id';
  return columns.some((column) => column.name === 'group_id') ? 'group_id' : null;
}
