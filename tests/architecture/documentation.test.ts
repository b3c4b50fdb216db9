import ts from 'typescript';
import { place, sourceFiles, type SourceFile } from './source-tree';

type Documented = ts.Statement & { readonly name?: ts.Identifier };

const files = [...sourceFiles('src/domain'), ...sourceFiles('src/application')].filter(
  ({ path }) => !path.endsWith('.generated.ts'),
);

function isExported(node: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(node) &&
    ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  );
}

/** `export type Level = (typeof LEVELS)[number]` says nothing that its constant does not. */
function followsFromConstant(node: ts.Statement): boolean {
  return ts.isTypeAliasDeclaration(node) && /^(\(?typeof |keyof typeof )/.test(node.type.getText());
}

/** A sentence: it begins with a capital, a code or a quotation, and ends with a full stop. */
function hasSentence(node: ts.Statement): boolean {
  const text = ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment));
  return text.some((comment) => comment !== undefined && /^[\p{Lu}\d`"'(][\s\S]*[.:?!)`]$/u.test(comment.trim()));
}

function undocumented(file: SourceFile): string[] {
  const overloads = new Set<string>();
  return file.ast.statements.filter(isExported).flatMap((node) => {
    const name = nameOf(node);
    const isOverload = ts.isFunctionDeclaration(node) && overloads.has(name);
    overloads.add(name);
    if (isOverload || followsFromConstant(node) || hasSentence(node)) return [];
    return [`${place(file, node)}: ${name} has no JSDoc sentence`];
  });
}

function nameOf(node: Documented): string {
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.map(({ name }) => name.getText()).join(', ');
  return node.name?.text ?? node.getText().slice(0, 40);
}

describe('documentation', () => {
  it('says of every exported name of the domain and the application, in a sentence, what it is', () => {
    expect(files.flatMap(undocumented)).toEqual([]);
  });
});
