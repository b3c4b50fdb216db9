import ts from 'typescript';
import { nodes, sourceFiles, type SourceFile } from './source-tree';

/** As many rows as an organization has projects or people: what reads or rewrites all of them is over at once. */
const SMALL_TABLES = new Set([
  'organizations',
  'users',
  'organization_members',
  'teams',
  'team_members',
  'projects',
  'project_teams',
  'project_keys',
  'project_notification_settings',
  'api_tokens',
  'webhooks',
]);

interface Fault {
  readonly pattern: RegExp;
  readonly advice: string;
}

/** What must not be done in one step to a table that may be large: parts of `alter table`. */
const FAULTS_OF_ALTER: readonly Fault[] = [
  {
    pattern:
      /^add column .*\bdefault .*\b(random|gen_random_uuid|clock_timestamp|timeofday|nextval|uuid_generate_\w+)\b/,
    advice: 'a default that differs from row to row rewrites the table: add the column, fill it in parts',
  },
  { pattern: /\bgenerated (always|by default) as\b/, advice: 'a generated column rewrites the table' },
  {
    pattern: /^add column .*\b(primary key|unique|references|check)\b/,
    advice: 'a constraint of its own: not valid first, then validate',
  },
  {
    pattern: /^add column (?!.*\bdefault\b).*\bnot null\b/,
    advice: 'not null needs a default, or servers of the version before cannot write',
  },
  { pattern: /^alter column \w+ (set data )?type\b/, advice: 'rewrites the table: add a column, write both, move' },
  {
    pattern: /^alter column \w+ set not null\b/,
    advice: 'reads the whole table: a check that is not valid first, then validate',
  },
  {
    pattern: /^add constraint (?!.*\b(not valid|using index)\b)/,
    advice: 'not valid, and validate later; a key: using an index that was built concurrently',
  },
  { pattern: /^rename\b/, advice: 'servers of the version before know the old name' },
  { pattern: /^set (logged|unlogged|tablespace|access method)\b/, advice: 'rewrites the table' },
];

/** What a function does is done when it is called, and not by the migration; what stands after `do` is. */
const FUNCTION = /\bcreate (?:or replace )?(?:function|procedure)\b[^$]*\$(\w*)\$[\s\S]*?\$\1\$/gi;

/** What `up` does: its texts, without comments, statement by statement. */
function statementsOf(file: SourceFile): string[] {
  const down = [...nodes(file.ast)].find((node) => ts.isMethodDeclaration(node) && node.name.getText() === 'down');
  const texts = [...nodes(file.ast)].filter(
    (node): node is ts.StringLiteralLike =>
      ts.isStringLiteralLike(node) && !(down !== undefined && node.pos >= down.pos && node.end <= down.end),
  );
  return texts
    .flatMap(({ text }) => text.replace(/--.*$/gm, '').replace(FUNCTION, 'create function').split(';'))
    .map((text) => text.replace(/\s+/g, ' ').trim().toLowerCase())
    .filter((text) => text !== '');
}

function faultsOf(file: SourceFile): string[] {
  const statements = statementsOf(file);
  const own = new Set(statements.flatMap((text) => /^create table (?:if not exists )?(\w+)/.exec(text)?.[1] ?? []));
  const isLarge = (table: string | undefined): boolean =>
    table !== undefined && !own.has(table) && !SMALL_TABLES.has(table);
  const isTransaction = !/\breadonly transaction = false\b/.test(file.text);
  return statements
    .flatMap((text) => faultsOfStatement(text, isLarge, isTransaction))
    .map((fault) => `${file.path}: ${fault}`);
}

function faultsOfStatement(text: string, isLarge: (table?: string) => boolean, isTransaction: boolean): string[] {
  const [, concurrently, indexed] =
    /\bcreate (?:unique )?index (concurrently )?(?:if not exists )?\w+ on (?:only )?(\w+)/.exec(text) ?? [];
  if (concurrently !== undefined && isTransaction) return [`${text}: a transaction cannot do it; transaction = false`];
  if (indexed !== undefined && concurrently === undefined && isLarge(indexed))
    return [`${text}: create index concurrently`];
  const [, table, action = ''] = /\balter table (?:if exists )?(?:only )?(\w+) (.*)$/.exec(text) ?? [];
  if (isLarge(table)) {
    const parts = action.split(/,\s*(?=(?:add|drop|alter|rename|validate|set)\b)/);
    return parts.flatMap((part) =>
      FAULTS_OF_ALTER.filter(({ pattern }) => pattern.test(part)).map(({ advice }) => `${text}: ${advice}`),
    );
  }
  const [, rewritten] =
    /^(?:vacuum full|cluster|lock(?: table)?|reindex(?: table| index)?|truncate(?: table)?) (?:only )?(?!concurrently)(\w+)/.exec(
      text,
    ) ?? [];
  return isLarge(rewritten) ? [`${text}: keeps everybody from the table`] : [];
}

const migrations = sourceFiles('migrations');

/** A migration as a file, with these texts in `up`. */
function written(sql: string, transaction = true): SourceFile {
  const text = `class A1 { ${transaction ? '' : 'readonly transaction = false;'} async up(r) { await r.query(\`${sql}\`); } async down(r) { await r.query('alter table groups rename to g'); } }`;
  return { path: 'x', text, ast: ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022, true), imports: [] };
}

describe('migrations', () => {
  it('do nothing to tables with rows for which writers would have to wait', () => {
    expect(migrations.length).toBeGreaterThan(15);
    expect(migrations.flatMap(faultsOf)).toEqual([]);
  });

  it.each([
    'create index i on groups (organization_id)',
    'create unique index i on events (organization_id)',
    'alter table groups add column a uuid not null default gen_random_uuid()',
    'alter table groups add column a bigint not null',
    'alter table groups add column a text, add column b bigint references users (id)',
    'alter table groups add column a bigint generated always as (id + 1) stored',
    'alter table groups alter column title type varchar(10)',
    'alter table groups alter column message set not null',
    'alter table groups add constraint c check (id > 0)',
    'alter table groups add constraint c check (id > 0), add constraint d check (id > 1) not valid',
    'alter table groups add constraint c unique (organization_id, title)',
    'alter table groups rename column title to heading',
    'alter table groups rename to problems',
    'create table a (); lock table groups',
    'lock table only events in access exclusive mode',
    'vacuum full groups',
  ])('may not: %s', (sql) => {
    expect(faultsOf(written(sql))).toHaveLength(1);
  });

  it('may not build an index concurrently in a transaction', () => {
    const sql = 'create index concurrently if not exists i on groups (organization_id)';
    expect(faultsOf(written(sql))).toHaveLength(1);
    expect(faultsOf(written(sql, false))).toEqual([]);
  });

  it.each([
    'alter table groups add column a text',
    `alter table groups add column a integer not null default 0, add column b text`,
    `alter table groups add column a text default now(), add constraint c check (id > 0) not valid`,
    'alter table groups validate constraint c',
    'alter table groups drop constraint groups_pkey, add constraint groups_pkey primary key using index i',
    'alter table teams add constraint c check (id > 0)',
    'create function f() returns void language plpgsql as $body$ begin lock table groups; end $body$',
    'create table fresh (id bigint); create index i on fresh (id); alter table fresh alter column id set not null',
  ])('may: %s', (sql) => {
    expect(faultsOf(written(sql))).toEqual([]);
  });
});
