import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { ISSUE_SORTS } from '../../../src/domain/search/issue-sort';
import { freezeSearch } from '../../../src/persistence/compile/operations/freeze-set';
import { countIssues, findIssues } from '../../../src/persistence/read/find-issues';
import { filterGroupIds, selectGroupIds } from '../../../src/persistence/read/select-group-ids';
import type { Executor } from '../../../src/persistence/statement';
import { readText } from '../../architecture/source-tree';
import { expressionOf } from '../../support/search/search-world';
import {
  INDEXES_WITHOUT_TENANT,
  KEYS_WITHOUT_TENANT,
  STATEMENTS_WITHOUT_TENANT,
  TABLES_WITHOUT_TENANT,
} from '../../support/tenants/without-tenant';
import { unconfinedScans, type Text } from '../../support/tenants/unconfined-scans';
import { useTestDatabase } from '../../support/test-database';

const SNAPSHOTS = join(__dirname, '..', '..', 'sql');
const database = useTestDatabase();
let client: Client;
let tenantTables: ReadonlySet<string>;

beforeAll(async () => {
  client = new Client({ connectionString: database.url });
  await client.connect();
  // As the product plans: with values that are not known yet.
  await client.query('set plan_cache_mode = force_generic_plan');
  const tables = await rows<{ name: string }>(`
    select relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id'
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`);
  tenantTables = new Set(tables.map(({ name }) => name).filter((name) => !isShared(name)));
});
afterAll(() => client.end());

async function rows<Row extends object>(text: string): Promise<Row[]> {
  return (await client.query<Row>(text)).rows;
}

const isShared = (table: string): boolean => TABLES_WITHOUT_TENANT.has(table);

/** What the integration tests have run, word for word. */
function recordedTexts(): Text[] {
  return readdirSync(SNAPSHOTS).map((file) => ({
    label: file.replace(/\.sql$/, ''),
    text: readFileSync(join(SNAPSHOTS, file), 'utf8'),
  }));
}

/** Every kind of term. */
const TERMS = [
  'is:unresolved',
  'is:[assigned, for_review, linked, escalating]',
  'assigned:[me, my_teams, none, "#ops", ann@example.com]',
  'bookmarks:me',
  'subscribed:ann',
  'level:fatal',
  'priority:high',
  'issue:API-1',
  'project:api',
  'release:[1.0, latest, "a*"]',
  '!release:""',
  'firstRelease:latest',
  'firstSeen:-7d',
  'timesSeen:>3',
  'users:<9',
  'has:[assigned, release, browser]',
  '!has:url',
  'browser:Fire*',
  'tags[os]:x',
  'environment:""',
  '(payment OR "out of memory" OR !lastSeen:+3d)',
];

/** The statements of searches, which are put together. */
async function searchTexts(): Promise<Text[]> {
  const texts: Text[] = [];
  const recorder: Executor = {
    rows: async ({ label, text }) => {
      texts.push({ label, text });
      return [];
    },
    count: async () => 0,
  };
  const scope = { organizationId: '1', projectIds: ['1'], viewerUserId: '1', now: new Date() };
  const resolveAges = new Map([['1', 24]]);
  for (const query of ['', ...TERMS, TERMS.join(' ')]) {
    const expression = expressionOf(query);
    const selection = { expression, scope: { ...scope, resolveAges }, status: 'UNRESOLVED' } as const;
    await selectGroupIds(recorder, selection, 10);
    await filterGroupIds(recorder, ['1'], { ...selection, status: null });
    await freezeSearch(recorder, { ...selection, organizationId: '1', operationId: '1' }, { limit: 9, now: scope.now });
    for (const sort of ISSUE_SORTS) {
      await findIssues(recorder, { expression, scope, sort }, { after: null, before: null, fromBack: false, limit: 9 });
      await countIssues(recorder, { expression, scope, sort });
    }
  }
  return texts;
}

describe('tables', () => {
  it('have the tenant in every row, or are named as having none', async () => {
    const tables = await rows<{ name: string; has_tenant: boolean }>(`
      select t.relname as name, exists (select from pg_attribute a
        where a.attrelid = t.oid and a.attname = 'organization_id' and a.attnotnull) as has_tenant
      from pg_class t where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p')`);
    const without = tables.filter(({ has_tenant }) => !has_tenant).map(({ name }) => name);
    expect(without.sort()).toEqual([...TABLES_WITHOUT_TENANT.keys()].sort());
  });

  it('have a primary key, and the tenant first in it and in every other key and index', async () => {
    const indexes = await rows<{ name: string; table: string; first: string; primary: boolean; columns: string[] }>(`
      select i.relname as name, t.relname as "table", x.indisprimary as "primary", x.indisunique as "unique",
        array(select a.attname::text from unnest(x.indkey) with ordinality as k (attnum, position)
          join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum order by k.position) as columns
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      where t.relnamespace = 'public'::regnamespace`);
    const ofTenants = indexes.filter(({ table }) => !isShared(table));
    const without = ofTenants.filter(({ columns }) => columns[0] !== 'organization_id').map(({ name }) => name);
    expect(without.sort()).toEqual([...INDEXES_WITHOUT_TENANT.keys()].sort());
    const keyed = new Set(ofTenants.filter(({ primary }) => primary).map(({ table }) => table));
    expect(ofTenants.filter(({ table }) => !keyed.has(table))).toEqual([]);
  });

  it('have the tenant in every unique key, or the key is named', async () => {
    const keys = await rows<{ name: string }>(`
      select i.relname as name from pg_index x join pg_class i on i.oid = x.indexrelid
      join pg_class t on t.oid = x.indrelid
      join pg_attribute a on a.attrelid = t.oid and a.attname = 'organization_id' and a.attnotnull
      where t.relnamespace = 'public'::regnamespace and x.indisunique and not a.attnum = any (x.indkey)`);
    expect(keys.map(({ name }) => name).sort()).toEqual([...KEYS_WITHOUT_TENANT].sort());
  });

  it('refer with foreign keys to rows of the same tenant, or to tables without one', async () => {
    const keys = await rows<{ name: string; target: string; columns: string[] }>(`
      select conname as name, confrelid::regclass::text as target,
        array(select attname::text from pg_attribute where attrelid = conrelid and attnum = any (conkey)) as columns
      from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`);
    expect(keys.length).toBeGreaterThan(20);
    const across = keys.filter(({ target, columns }) => !isShared(target) && !columns.includes('organization_id'));
    expect(across).toEqual([]);
  });

  it('are listed where the documents say how they are distributed', async () => {
    const tables = await rows<{ name: string }>(`
      select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`);
    const listed = [...readText('docs/growing.md').matchAll(/^select create_(distributed|reference)_table\('(\w+)'/gm)];
    const names = (kind: string): string[] => listed.flatMap(([, of, name = '']) => (of === kind ? [name] : []));
    const distributed = tables.map(({ name }) => name).filter((name) => !isShared(name));
    expect(names('distributed').sort()).toEqual(distributed.sort());
    expect(names('reference').sort()).toEqual(
      [...TABLES_WITHOUT_TENANT.keys()].filter((name) => name !== 'migrations').sort(),
    );
  });
});

describe('statements', () => {
  it('confine every table of tenants that they read to an organization, in where or in the join', async () => {
    const texts = recordedTexts().filter(({ text }) => /^(select|with|insert|update|delete)\b/i.test(text));
    expect(texts.length).toBeGreaterThan(250);
    const found: string[] = [];
    for (const text of texts) found.push(...(await unconfinedScans(client, text, tenantTables)));
    const wrong = found.filter((scan) => !STATEMENTS_WITHOUT_TENANT.has(scan.split(':')[0] ?? ''));
    expect(wrong).toEqual([]);
    const needed = new Set(found.map((scan) => scan.split(':')[0]));
    const labels = new Set(texts.map(({ label }) => label));
    expect([...STATEMENTS_WITHOUT_TENANT.keys()].filter((label) => labels.has(label) && !needed.has(label))).toEqual(
      [],
    );
  });

  it('of searches do so too, whatever is searched for', async () => {
    const found: string[] = [];
    for (const text of await searchTexts()) found.push(...(await unconfinedScans(client, text, tenantTables)));
    expect(found).toEqual([]);
  });

  it('are found out where one table is not confined', async () => {
    const join = 'select * from groups g join group_counters c on c.group_id = g.id where g.organization_id = $1';
    expect(await unconfinedScans(client, { label: 'join', text: join }, tenantTables)).toEqual([
      'join: group_counters c',
    ]);
    const inside =
      'update groups g set title = $2 where organization_id = $1 and exists (select from events e where e.group_id = g.id)';
    expect(await unconfinedScans(client, { label: 'inside', text: inside }, tenantTables)).not.toEqual([]);
    const confined = `${join} and c.organization_id = g.organization_id`;
    expect(await unconfinedScans(client, { label: 'join', text: confined }, tenantTables)).toEqual([]);
  });
});
