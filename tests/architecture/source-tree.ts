import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

/** A TypeScript file of the repository. */
export interface SourceFile {
  /** From the repository's root, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly ast: ts.SourceFile;
  readonly imports: readonly Import[];
}

/** An import or re-export, type-only ones included. */
export interface Import {
  readonly specifier: string;
  /** The file that it leads to; null for a package. */
  readonly path: string | null;
}

/** The TypeScript files below a folder, or the file itself. */
export function sourceFiles(folder: string): readonly SourceFile[] {
  return paths(folder).map(read);
}

/** Every path below a folder. */
export function paths(folder: string): readonly string[] {
  const absolute = join(ROOT, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Every node of a tree, parents first. */
export function* nodes(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) yield* nodes(child);
}

/** Where a node stands, as editors open it: path:line. */
export function place(file: SourceFile, node: ts.Node): string {
  const { line } = file.ast.getLineAndCharacterOfPosition(node.getStart(file.ast));
  return `${file.path}:${line + 1}`;
}

function read(path: string): SourceFile {
  const text = readText(path);
  const ast = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  return { path, text, ast, imports: importsOf(path, ast) };
}

function importsOf(path: string, ast: ts.SourceFile): Import[] {
  const specifiers = [...nodes(ast)].flatMap((node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier);
    if (ts.isImportTypeNode(node))
      return literal(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined);
    const isLoader = ts.isCallExpression(node) && /^(require|import)$/.test(node.expression.getText(ast));
    return isLoader ? literal(node.arguments[0]) : [];
  });
  return specifiers.map((specifier) => ({ specifier, path: resolve(path, specifier) }));
}

function literal(node: ts.Node | undefined): string[] {
  return node !== undefined && ts.isStringLiteralLike(node) ? [node.text] : [];
}

function resolve(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const target = join(dirname(from), specifier);
  const candidates = [`${target}.ts`, join(target, 'index.ts'), target];
  return candidates.find((candidate) => existsSync(join(ROOT, candidate))) ?? `${target}.ts`;
}
