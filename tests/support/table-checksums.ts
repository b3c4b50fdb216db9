import type { Queryable } from './build/insert-rows';

/** By table. */
export type Checksums = Readonly<Record<string, string>>;

/**
 * Number of rows and a checksum of their contents, by table, of all tables of the product; with an organization only of
 * its rows, since a worker may be busy with what other tests have left in the database.
 */
export async function tableChecksums(database: Queryable, organizationId?: string): Promise<Checksums> {
  const tables = await database.query<{ name: string; isTenants: boolean }>(
    `select c.relname as name, exists (
       select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id') as "isTenants"
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     order by 1`,
  );
  const compared = tables.filter(({ isTenants }) => isTenants || organizationId === undefined);
  const rowsOfInterest = organizationId === undefined ? '' : `where organization_id = ${organizationId}`;
  const sums = compared.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' rows, ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as sum
       from ${name} t ${rowsOfInterest}`,
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
