import type { Queryable } from '../build/insert-rows';

/** What an undo does not put back: the logs, and what counts changes. */
const LOGS = ['activities', 'group_histories', 'bulk_operation_outcomes', 'bulk_operation_removed_rows'];
const COUNTS_CHANGES = `'version', 'changed_at'`;

/** A checksum of an issue's rows in one table, by `TABLE ISSUE`. */
export type IssueChecksums = ReadonlyMap<string, string>;

/** Of every table that has rows of these issues, row by row, found in the catalog. */
export async function issueChecksums(
  database: Queryable,
  organizationId: string,
  ids: readonly string[],
): Promise<IssueChecksums> {
  tables ??= await listTables(database);
  const sums = tables.map(({ name, key }) => {
    const row = name === 'groups' ? `(to_jsonb(t) - array[${COUNTS_CHANGES}])::text` : 't::text';
    return `select '${name} ' || t.${key} as key, string_agg(${row}, ',' order by t::text) as sum
      from ${name} t where t.organization_id = $1 and t.${key} = any ($2::bigint[]) group by t.${key}`;
  });
  const text = `select key, md5(sum) as sum from (${sums.join(' union all ')}) s`;
  const rows = await database.query<{ key: string; sum: string }>(text, [organizationId, ids]);
  return new Map(rows.map(({ key, sum }) => [key, sum]));
}

/** `TABLE ISSUE` of everything that is not the same. */
export function unlike(before: IssueChecksums, after: IssueChecksums): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter((key) => before.get(key) !== after.get(key)).sort();
}

interface Table {
  readonly name: string;
  readonly key: string;
}

let tables: readonly Table[] | undefined;

function listTables(database: Queryable): Promise<Table[]> {
  return database.query<Table>(
    `select c.relname as name, case c.relname when 'groups' then 'id' else 'group_id' end as key
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> all ($1::text[])
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id')
       and (c.relname = 'groups' or exists (
         select from pg_attribute a where a.attrelid = c.oid and a.attname = 'group_id'))
     order by 1`,
    [LOGS],
  );
}
