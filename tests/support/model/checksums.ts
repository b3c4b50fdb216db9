import type { Queryable } from '../build/insert-rows';

/** A checksum of each table as far as it is the organization's, by name; tables that belong to none are whole. */
export async function checksums(database: Queryable, organizationId: string): Promise<Record<string, string | null>> {
  tables ??= await listTables(database);
  const sums = tables.map(
    ({ name, tenant }) => `select '${name}' as name, md5(string_agg(t::text, ',' order by t::text)) as sum
      from ${name} t ${tenant === null ? '' : `where t.${tenant} = $1`}`,
  );
  const rows = await database.query<{ name: string; sum: string | null }>(`${sums.join(' union all ')} order by name`, [
    organizationId,
  ]);
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}

interface Table {
  readonly name: string;
  readonly tenant: string | null;
}

let tables: readonly Table[] | undefined;

function listTables(database: Queryable): Promise<Table[]> {
  return database.query<Table>(`
    select t.table_name as name, case when t.table_name = 'organizations' then 'id' else c.column_name end as tenant
    from information_schema.tables t
    left join information_schema.columns c
      on c.table_schema = t.table_schema and c.table_name = t.table_name and c.column_name = 'organization_id'
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE'
      and not exists (select from pg_inherits i where i.inhrelid = t.table_name::regclass)
    order by t.table_name`);
}

const OF_ISSUES = [
  'groups',
  'group_counters',
  'group_hashes',
  'group_assignees',
  'group_inboxes',
  'group_snoozes',
  'group_forecasts',
  'group_hourly_counts',
  'group_subscriptions',
  'group_team_subscriptions',
  'group_open_periods',
  'activities',
  'group_histories',
  'outbox_messages',
  'bulk_operations',
  'bulk_operation_outcomes',
  'bulk_operation_removed_rows',
];

/** Takes the issues of the organization away, so that the checksums of the next call are of few rows. */
export async function forgetIssues(database: Queryable, organizationId: string): Promise<void> {
  const deletions = OF_ISSUES.map(
    (table) => `${table}_gone as (delete from ${table} where organization_id = $1 returning 1)`,
  );
  await database.query(`with ${deletions.join(', ')} select 1`, [organizationId]);
}

/** Rows of the logs of an organization, and the sum of its issues' versions. */
export async function countLogs(database: Queryable, organizationId: string): Promise<object | undefined> {
  const [counts] = await database.query<object>(
    `select
       (select count(*) from activities where organization_id = $1) as activities,
       (select count(*) from group_histories where organization_id = $1) as histories,
       (select count(*) from outbox_messages where organization_id = $1
         and type <> 'bulk_operation.completed') as messages,
       (select sum(version) from groups where organization_id = $1) as versions`,
    [organizationId],
  );
  return counts;
}

export async function countOperations(database: Queryable, organizationId: string): Promise<number | undefined> {
  const text = 'select count(*)::int as operations from bulk_operations where organization_id = $1';
  const [row] = await database.query<{ operations: number }>(text, [organizationId]);
  return row?.operations;
}
