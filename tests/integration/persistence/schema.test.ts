import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { MEMBER_ROLES } from '../../../src/domain/access';
import { DELETION_KINDS } from '../../../src/domain/deletion';
import * as group from '../../../src/domain/group';
import { MAIL_STATES } from '../../../src/domain/mail/mail-content';
import { NOTIFICATION_SETTINGS } from '../../../src/domain/mail/notification-setting';
import { LINKED_TYPES, LINK_RELATIONSHIPS } from '../../../src/domain/releases/group-link';
import { RELEASE_STATUSES } from '../../../src/domain/releases/release';
import { RESOLUTION_STATUSES, RESOLUTION_TYPES } from '../../../src/domain/releases/resolution';
import { createDataSource } from '../../../src/persistence/data-source';
import { catalogOf } from '../../support/catalog';
import { databaseUrl } from '../../support/database-url';

/** Configuration: few rows, written one at a time, so foreign keys guard them. */
const WITH_FOREIGN_KEYS = new Set([
  'organization_members',
  'teams',
  'team_members',
  'projects',
  'project_teams',
  'project_keys',
  'project_notification_settings',
  'api_tokens',
  'releases',
  'release_projects',
  'commits',
  'release_commits',
  'deploys',
  'webhooks',
  'webhook_deliveries',
]);

const VALUES_OF_CHECKS: Record<string, readonly string[]> = {
  groups_status_check: group.GROUP_STATUSES,
  groups_substatus_check: group.GROUP_SUBSTATUSES,
  groups_priority_check: group.GROUP_PRIORITIES,
  groups_level_check: group.GROUP_LEVELS,
  groups_category_check: group.GROUP_CATEGORIES,
  group_tombstones_level_check: group.GROUP_LEVELS,
  deletion_audit_entries_kind_check: DELETION_KINDS,
  group_deletions_kind_check: DELETION_KINDS,
  group_inboxes_reason_check: group.INBOX_REASONS,
  group_subscriptions_reason_check: group.SUBSCRIPTION_REASONS,
  organization_members_role_check: MEMBER_ROLES,
  organization_members_notification_setting_check: NOTIFICATION_SETTINGS,
  project_notification_settings_setting_check: NOTIFICATION_SETTINGS,
  mails_state_check: MAIL_STATES,
  releases_status_check: RELEASE_STATUSES,
  group_resolutions_type_check: RESOLUTION_TYPES,
  group_resolutions_status_check: RESOLUTION_STATUSES,
  group_links_linked_type_check: LINKED_TYPES,
  group_links_relationship_check: LINK_RELATIONSHIPS,
};

let dataSource: DataSource;

beforeAll(async () => {
  const name = `${process.env['MUSTER_TEST_RUN']}_schema`;
  const client = new Client({ connectionString: process.env['MUSTER_TEST_SERVER'] });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  dataSource = createDataSource({ url: databaseUrl(name), poolSize: 1, applicationName: 'muster-test-schema' });
  await dataSource.initialize();
});

afterAll(() => dataSource.destroy());

function rows<Row>(sql: string): Promise<Row[]> {
  return dataSource.query<Row[]>(sql);
}

interface Index {
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
  readonly partial: boolean;
}

/** The keys and indexes of the entities. */
function described(): Index[] {
  const names = (columns: readonly { databaseName: string }[]): string[] =>
    columns.map(({ databaseName }) => databaseName);
  return dataSource.entityMetadatas.flatMap(({ primaryColumns, uniques, indices }) => [
    {
      name: primaryColumns[0]?.primaryKeyConstraintName ?? '',
      columns: names(primaryColumns),
      unique: true,
      partial: false,
    },
    ...uniques.map((key) => ({ name: key.name, columns: names(key.columns), unique: true, partial: false })),
    ...indices
      .filter(({ synchronize }) => synchronize)
      .map((index) => ({
        name: index.name,
        columns: names(index.columns),
        unique: index.isUnique,
        partial: index.where !== undefined,
      })),
  ]);
}

const byName = (a: Index, b: Index): number => (a.name < b.name ? -1 : 1);

describe('migrations', () => {
  it('go up, down to nothing, and up to the same schema again', async () => {
    await dataSource.runMigrations();
    const first = await catalogOf(dataSource);
    for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
    expect(await catalogOf(dataSource)).toEqual([]);
    await dataSource.runMigrations();
    expect(await catalogOf(dataSource)).toEqual(first);
    expect(first).not.toEqual([]);
  });

  it('make the schema that the entities describe', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  /** TypeORM compares the columns of a key as a set, and no predicates at all. Indexes other than B-trees it cannot describe. */
  it('order the columns of keys and indexes as the entities do', async () => {
    const indexes = await rows<Index>(`
      select i.relname as name, indisunique as "unique", indpred is not null as partial,
        array(select a.attname::text from unnest(x.indkey) with ordinality as k (attnum, position)
          join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.attnum order by k.position) as columns
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      join pg_am m on m.oid = i.relam and m.amname = 'btree'
      where t.relnamespace = 'public'::regnamespace and not t.relispartition and t.relname <> 'migrations'`);
    expect(described().sort(byName)).toEqual(indexes.sort(byName));
  });

  it('leave no table without an entity', async () => {
    const tables = await rows<{ name: string }>(`
      select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`);
    const described = dataSource.entityMetadatas.map(({ tableName }) => tableName);
    expect(tables.map(({ name }) => name).sort()).toEqual([...described, 'migrations'].sort());
  });

  it.each(Object.entries(VALUES_OF_CHECKS))('%s allows exactly the values of the domain', async (name, values) => {
    const [check] = await rows<{ definition: string }>(
      `select pg_get_constraintdef(oid) as definition from pg_constraint where conname = '${name}'`,
    );
    const allowed = [...(check?.definition ?? '').matchAll(/'(\w+)'/g)].map(([, value]) => value);
    expect(allowed.sort()).toEqual([...values].sort());
  });
});

describe('foreign keys', () => {
  it('guard configuration, and not the tables that are written in sets', async () => {
    const keys = await rows<{ table: string }>(`
      select distinct conrelid::regclass::text as "table" from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace`);
    const tables = keys.map(({ table }) => table);
    expect(tables.filter((table) => !WITH_FOREIGN_KEYS.has(table))).toEqual([]);
    expect(tables).toHaveLength(WITH_FOREIGN_KEYS.size);
  });
});
