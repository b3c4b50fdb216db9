import type { SearchContext } from './search-scope';

/** Rows of a table of issues, by any condition over its alias `x`; each row names its issue as `x.group_id`. */
export interface Lookup {
  readonly table: string;
  readonly condition: string;
}

/**
 * A condition over SEARCHED_GROUPS: the issue has such a row. A set of issues where the plan may begin with it, so that
 * the table's own index finds the few; else the key's one look-up for each issue that comes by. As a set, each would be
 * another join to plan, or a list of all that it holds in memory.
 */
export function lookupCondition({ table, condition }: Lookup, { organization, mayDrive }: SearchContext): string {
  if (mayDrive()) return anyOf([{ table, condition }], organization);
  return `(select true from ${table} x
    where x.organization_id = g.organization_id and x.group_id = g.id and ${condition} limit 1) is true`;
}

/** The issue is in the set of those that have any of the rows. */
export function anyOf(lookups: readonly Lookup[], organization: string): string {
  const queries = lookups.map(
    ({ table, condition }) =>
      `select x.group_id from ${table} x where x.organization_id = ${organization}::bigint and ${condition}`,
  );
  return `g.id in (${queries.join(' union all ')})`;
}
