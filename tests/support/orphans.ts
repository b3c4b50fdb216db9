import type { Queryable } from './build/insert-rows';

/** Rows that name something which is not there. */
export interface Orphans {
  /** `group_snoozes.group_id` */
  readonly column: string;
  readonly rows: number;
}

/** The table that a column of this name points to, unless OUTLIVING says otherwise of the one column. */
const PARENTS: Readonly<Record<string, string>> = {
  organization_id: 'organizations',
  project_id: 'projects',
  team_id: 'teams',
  user_id: 'users',
  actor_id: 'users',
  group_id: 'groups',
  release_id: 'releases',
  first_release_id: 'releases',
  commit_id: 'commits',
  linked_id: 'commits',
  tombstone_id: 'group_tombstones',
  resolution_activity_id: 'activities',
  operation_id: 'bulk_operations',
  undoes_id: 'bulk_operations',
  undone_by_id: 'bulk_operations',
  origin_id: 'bulk_operations',
};

/** Columns that name no row. */
const NAMES_NOTHING = new Set([
  'event_id',
  'requested_id',
  'short_id',
  'last_short_id',
  'previous_short_id',
  'transaction_id',
]);

/** What tells of things that are gone, and stays when they go. */
const OUTLIVING = new Set([
  'bulk_operation_outcomes.group_id',
  'bulk_operation_removed_rows.group_id',
  'bulk_operations.token_id',
  'deletion_audit_entries.group_id',
  'group_redirects.previous_group_id',
  'group_tombstones.previous_group_id',
]);

/** Belong to no organization. */
const GLOBAL = new Set(['organizations', 'users']);

/**
 * The orphans of an organization, of every table that the catalog knows: each column whose name ends in `_id` and that
 * no foreign key guards points to a row, or is in a list of this file. A new column that is in none is an error.
 */
export async function orphansOf(database: Queryable, organizationId: string): Promise<readonly Orphans[]> {
  const columns = await unguardedColumns(database);
  const unknown = columns.filter(({ column }) => PARENTS[column] === undefined).map(placeOf);
  if (unknown.length > 0)
    throw new Error(`To what do they point? Say it in tests/support/orphans.ts: ${unknown.join(', ')}`);
  return database.query<Orphans>(`${columns.map(countOrphans).join('\nunion all\n')}\norder by 1`, [organizationId]);
}

interface Column {
  readonly table: string;
  readonly column: string;
}

const placeOf = ({ table, column }: Column): string => `${table}.${column}`;

async function unguardedColumns(database: Queryable): Promise<readonly Column[]> {
  const columns = await database.query<Column>(`
    select t.relname as table, a.attname as column
    from pg_class t
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and not t.relispartition
      and a.attname like '%\\_id'
      and exists (select from pg_attribute o where o.attrelid = t.oid and o.attname = 'organization_id')
      and not exists (
        select from pg_constraint f where f.conrelid = t.oid and f.contype = 'f' and a.attnum = any(f.conkey))
    order by 1, 2`);
  return columns.filter((column) => !NAMES_NOTHING.has(column.column) && !OUTLIVING.has(placeOf(column)));
}

function countOrphans({ table, column }: Column): string {
  const parent = PARENTS[column] ?? '';
  const tenant = GLOBAL.has(parent) ? '' : 'p.organization_id = t.organization_id and ';
  return `select '${table}.${column}' as column, count(*)::int as rows from ${table} t
    where t.organization_id = $1 and t.${column} is not null
      and not exists (select from ${parent} p where ${tenant}p.id = t.${column})
    having count(*) > 0`;
}
