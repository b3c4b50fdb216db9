import type { Queryable } from './build/insert-rows';

/** The columns, indexes and constraints of a schema, one line each, without those that TypeORM keeps for itself. */
export async function catalogOf(database: Queryable): Promise<string[]> {
  const lines = await database.query<{ line: string }>(`
    select format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as line
    from information_schema.columns where table_schema = 'public' and table_name <> 'migrations'
    union all select indexdef from pg_indexes where schemaname = 'public' and tablename <> 'migrations'
    union all select format('%s is invalid', indexrelid::regclass) from pg_index where not indisvalid
    union all select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
      where connamespace = 'public'::regnamespace and conrelid::regclass::text <> 'migrations'
    order by line`);
  return lines.map(({ line }) => line);
}
