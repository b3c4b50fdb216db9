import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { STATEMENTS_WITHOUT_TENANT } from '../support/tenants/without-tenant';
import { nodes, place, sourceFiles, type SourceFile } from './source-tree';

/** The launcher of the embedded server speaks to it before there is a database. */
const SPEAKS_SQL = /^src\/(persistence|bootstrap\/embedded-postgres)\//;

const migrations = sourceFiles('migrations')
  .map(({ text }) => text)
  .join('\n');
/** Tables whose rows belong to one organization; a token is found before its organization is known. */
const TENANT_TABLES = [...migrations.matchAll(/create table (\w+) \(\s*organization_id bigint not null/g)].map(
  ([, name]) => name ?? '',
);
const TENANT_REFERENCE = new RegExp(`\\b(?:from|join|into|update|using)\\s+(${TENANT_TABLES.join('|')})\\b`, 'gi');
const WRITTEN = /\b(?:insert\s+into|update|delete\s+from)\s+(?!set\b|of\b|skip\b|nowait\b)(\w+)/gi;

interface Sql {
  readonly place: string;
  /** Null where it is computed. */
  readonly label: string | null;
  readonly text: string;
}

/** What hands statements to the driver. */
const EXECUTORS = ['src/persistence/statement.ts', 'src/persistence/transaction-executor.ts'];

const files = sourceFiles('src').filter(({ path }) => !EXECUTORS.includes(path));
const byPath = new Map(files.map((file) => [file.path, file]));
const statements = files.flatMap(statementsOf);

function statementsOf(file: SourceFile): Sql[] {
  return [...nodes(file.ast)].flatMap((node) => {
    if (!ts.isCallExpression(node) || node.expression.getText(file.ast) !== 'statement') return [];
    const [label, text] = node.arguments;
    return [{ place: place(file, node), label: labelOf(label), text: text === undefined ? '' : textOf(text) }];
  });
}

/** A constant, or a constant prefix where a text has variants: find-issues-*. */
function labelOf(node: ts.Expression | undefined): string | null {
  if (node === undefined) return null;
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node) && node.head.text.endsWith('-') ? `${node.head.text}variant` : null;
}

/** All that an expression can put into a text: literals, and those of the constants and functions of ours that it names. */
function textOf(node: ts.Node, seen: ReadonlySet<ts.Node> = new Set()): string {
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
    return node.text;
  if (ts.isIdentifier(node)) {
    const declared = declarationOf(node);
    return declared === undefined || seen.has(declared) ? '' : textOf(declared, new Set([...seen, declared]));
  }
  const parts: string[] = [];
  ts.forEachChild(node, (child) => {
    parts.push(textOf(child, seen));
  });
  return parts.join(ts.isTemplateExpression(node) || ts.isTemplateSpan(node) ? '' : ' ');
}

/** What a name stands for: the value of a constant or the body of a function, in the scopes around it, then in the imported files. */
function declarationOf(name: ts.Identifier): ts.Node | undefined {
  for (let scope: ts.Node = name.parent; ; scope = scope.parent) {
    const found = ts.isBlock(scope) || ts.isSourceFile(scope) ? declaredIn(scope.statements, name.text) : undefined;
    if (found !== undefined) return found;
    if (ts.isSourceFile(scope)) return importedInto(scope.fileName, name.text);
  }
}

function importedInto(path: string, name: string): ts.Node | undefined {
  const homes = byPath.get(path)?.imports.map((imported) => byPath.get(imported.path ?? '')) ?? [];
  return homes.map((home) => home && declaredIn(home.ast.statements, name)).find((found) => found !== undefined);
}

function declaredIn(block: readonly ts.Statement[], name: string): ts.Node | undefined {
  const variables = block.filter(ts.isVariableStatement).flatMap(({ declarationList }) => declarationList.declarations);
  const variable = variables.find((declaration) => declaration.name.getText() === name);
  return variable?.initializer ?? block.filter(ts.isFunctionDeclaration).find((one) => one.name?.text === name)?.body;
}

/** A text without its comments, in which no table is named. */
function bare(text: string): string {
  return text.replace(/--.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '');
}

describe('SQL', () => {
  it('finds the statements and the tables of tenants', () => {
    expect(statements.length).toBeGreaterThan(30);
    expect(TENANT_TABLES).toEqual(expect.arrayContaining(['groups', 'events', 'idempotency_keys', 'teams']));
    expect(TENANT_TABLES).not.toContain('users');
  });

  it('is written in persistence only, where each text goes through statement() or begins with its label', () => {
    const wrong = files.flatMap((file) =>
      [...nodes(file.ast)]
        .filter((node) => ts.isStringLiteralLike(node) || ts.isTemplateHead(node))
        .filter((node) => /^\s*(select|insert into|update \w+\s+set|delete from|with \w+ as)\s/i.test(node.text))
        .filter(() => !SPEAKS_SQL.test(file.path))
        .map((node) => `${place(file, node)}: SQL belongs in src/persistence`),
    );
    const unlabelled = files
      .filter(({ path }) => path.startsWith('src/persistence/'))
      .flatMap((file) =>
        [...nodes(file.ast)]
          .filter(ts.isCallExpression)
          .filter(({ expression }) => ts.isPropertyAccessExpression(expression) && expression.name.text === 'query')
          .filter(({ arguments: [text] }) => text === undefined || !/^\s*\/\* [a-z0-9-]+ \*\/ /.test(textOf(text)))
          .map((node) => `${place(file, node)}: begin the text with /* its-label */, or use statement()`),
      );
    expect([...wrong, ...unlabelled]).toEqual([]);
  });

  it('has a constant label in kebab-case for every statement, and no label twice', () => {
    const wrong = statements
      .filter(({ label }) => label === null || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(label))
      .map((sql) => `${sql.place}: the label ${sql.label ?? 'is computed and'} must be a constant in kebab-case`);
    const twice = statements.flatMap((sql, index) => {
      const earlier = statements.slice(0, index).find(({ label }) => label !== null && label === sql.label);
      return earlier === undefined ? [] : [`${sql.place}: ${earlier.place} has the label ${sql.label} already`];
    });
    expect([...wrong, ...twice]).toEqual([]);
  });

  it('names the organization at least once for every table of tenants that it names', () => {
    const wrong = statements
      .filter(({ label }) => label === null || !STATEMENTS_WITHOUT_TENANT.has(label))
      .map((sql) => ({
        ...sql,
        tables: [...bare(sql.text).matchAll(TENANT_REFERENCE)].map(([, table]) => table),
        tenants: [...bare(sql.text).matchAll(/\borganization_id\b/g)].length,
      }))
      .filter(({ tables, tenants }) => tables.length > tenants);
    expect(
      wrong.map(({ place, label, tables }) => `${place}: ${label}: organization_id is missing; tables: ${tables}`),
    ).toEqual([]);
    const labels = statements.map(({ label }) => label);
    expect([...STATEMENTS_WITHOUT_TENANT.keys()].filter((label) => !labels.includes(label))).toEqual([]);
  });

  it('has no snapshot of a statement that is gone', () => {
    const labels = statements.map(({ label }) => `${label}.sql`);
    const stale = readdirSync(join(__dirname, '..', 'sql')).filter((name) => !labels.includes(name));
    expect(stale.map((name) => `tests/sql/${name}: delete it`)).toEqual([]);
  });

  it('writes at most two tables a statement', () => {
    const wrong = statements
      .map((sql) => ({ ...sql, tables: new Set([...bare(sql.text).matchAll(WRITTEN)].map(([, table]) => table)) }))
      .filter(({ tables }) => tables.size > 2);
    expect(wrong.map(({ place, label, tables }) => `${place}: ${label} writes ${[...tables].join(', ')}`)).toEqual([]);
  });
});
