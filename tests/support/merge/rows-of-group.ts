import type { Queryable } from '../build/insert-rows';

/** Records of what was done, which outlive the issue that they speak of. */
const RECORDS = new Set(['bulk_operation_outcomes', 'bulk_operation_removed_rows', 'deletion_audit_entries']);

/** How many rows each table has of an issue, by table; tables without any are left out. Every table that names issues is looked at. */
export async function rowsOfGroup(database: Queryable, groupId: string): Promise<Readonly<Record<string, number>>> {
  const tables = await database.query<{ name: string; column: string }>(
    `select c.relname as name, a.attname as "column"
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and (a.attname = 'group_id' or c.relname = 'groups' and a.attname = 'id')`,
  );
  const counts = tables
    .filter(({ name }) => !RECORDS.has(name))
    .map(({ name, column }) => `select '${name}' as name, count(*)::int as count from ${name} where ${column} = $1`);
  const rows = await database.query<{ name: string; count: number }>(counts.join(' union all '), [groupId]);
  return Object.fromEntries(rows.filter(({ count }) => count > 0).map(({ name, count }) => [name, count]));
}
