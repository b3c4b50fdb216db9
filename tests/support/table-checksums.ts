import type { Queryable } from './build/insert-rows';

/** By table. */
export type Checksums = Readonly<Record<string, string>>;

/** Number of rows and a checksum of their contents, by table, of all tables of the product. */
export async function tableChecksums(database: Queryable): Promise<Checksums> {
  const tables = await database.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     order by 1`,
  );
  const sums = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as sum
       from ${name} t`,
  );
  const rows = await database.query<{ name: string; sum: string }>(sums.join(' union all '));
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}

/** The tables whose contents are not the same, by name. */
export function differing(before: Checksums, after: Checksums): string[] {
  return Object.keys(after)
    .filter((table) => before[table] !== after[table])
    .sort();
}
