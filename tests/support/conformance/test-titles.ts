import ts from 'typescript';
import { nodes, sourceFiles } from '../../architecture/source-tree';

/** A title of `describe`, `it` or `test`, the rows of a table each on its own. */
export interface TestTitle {
  /** From the repository's root. */
  readonly file: string;
  readonly title: string;
}

const CALLS = new Set(['describe', 'it', 'test']);

/** Every title below tests/, in the order of files and lines. */
export function testTitles(): readonly TestTitle[] {
  const files = sourceFiles('tests').filter(({ path }) => path.endsWith('.test.ts'));
  return files.flatMap(({ path, ast }) => titlesIn(ast).map((title) => ({ file: path, title })));
}

/** The titles of a file; a table whose rows are not written out has the title of its template. */
export function titlesIn(ast: ts.SourceFile): readonly string[] {
  return [...nodes(ast)].flatMap((node) =>
    ts.isCallExpression(node) && isTest(node.expression) ? titlesOf(node) : [],
  );
}

/** `it`, `it.each(…)`, `describe.each<T>(…)`; the call of `.each` itself is none. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return CALLS.has(callee.text);
  return (
    ts.isCallExpression(callee) &&
    ts.isPropertyAccessExpression(callee.expression) &&
    isTest(callee.expression.expression)
  );
}

function titlesOf({ expression, arguments: [title] }: ts.CallExpression): string[] {
  if (title === undefined || !(ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) return [];
  const template = title.getText().slice(1, -1).replaceAll(/\\(.)/g, '$1');
  const table = ts.isCallExpression(expression) ? arrayOf(expression.arguments[0]) : undefined;
  const rows = (table?.elements ?? []).flatMap((row) => nameOf(row, template));
  return rows.length === 0 ? [template] : rows.map((name) => template.replace(/%s|\$\w+/, () => name));
}

/** What a row puts into the beginning of its title. */
function nameOf(row: ts.Expression, template: string): string[] {
  if (ts.isAsExpression(row)) return nameOf(row.expression, template);
  if (ts.isStringLiteralLike(row)) return [row.text];
  if (ts.isArrayLiteralExpression(row)) {
    const [first] = row.elements;
    return first !== undefined && ts.isStringLiteralLike(first) ? [first.text] : [];
  }
  const [, property] = /\$(\w+)/.exec(template) ?? [];
  if (property === undefined || !ts.isObjectLiteralExpression(row)) return [];
  const named = row.properties.find((one) => ts.isPropertyAssignment(one) && one.name.getText() === property);
  return named !== undefined && ts.isPropertyAssignment(named) && ts.isStringLiteralLike(named.initializer)
    ? [named.initializer.text]
    : [];
}

/** The array that is written out, or the constant of the same file that holds it. */
function arrayOf(table: ts.Expression | undefined): ts.ArrayLiteralExpression | undefined {
  if (table === undefined) return undefined;
  if (ts.isArrayLiteralExpression(table)) return table;
  if (ts.isAsExpression(table) || ts.isSatisfiesExpression(table)) return arrayOf(table.expression);
  if (!ts.isIdentifier(table)) return undefined;
  const declarations = [...nodes(table.getSourceFile())].filter(ts.isVariableDeclaration);
  const declaration = declarations.find(({ name }) => name.getText() === table.text);
  return declaration === undefined ? undefined : arrayOf(declaration.initializer);
}

const ID = /^(?:[A-Z]\d{1,2}|[a-z]+(?:-[a-z\d]+)+)(?![\w–-])/;

/** The ids that a title begins with: `T3, T4 how …`, `A2 I1 a server …`, `inbox-add and inbox-set-and-clear: …`. */
export function leadingIds(title: string): readonly string[] {
  const [id] = ID.exec(title) ?? [];
  if (id === undefined) return [];
  const [separator = ''] = /^(?:, ?| and | )/.exec(title.slice(id.length)) ?? [];
  return [id, ...(separator === '' ? [] : leadingIds(title.slice(id.length + separator.length)))];
}
