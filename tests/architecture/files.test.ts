import ts from 'typescript';
import { nodes, paths, place, readText, sourceFiles, type SourceFile } from './source-tree';

const WORD = '[a-z0-9]+(?:-[a-z0-9]+)*';
/** What a file may be, after its name, and the folder that such files belong in. */
const ROLES: Readonly<Record<string, RegExp>> = {
  strategy: /^src\/domain\/attributes\//,
  handler: /^src\/application\//,
  command: /^src\/(application|cli)\//,
  query: /^src\/application\//,
  entity: /^src\/persistence\/entities\//,
  resolver: /^src\/graphql\//,
  input: /^src\/graphql\//,
  args: /^src\/graphql\//,
  type: /^src\/graphql\//,
  enum: /^src\/graphql\//,
  enums: /^src\/graphql\//,
  union: /^src\/graphql\//,
  scalar: /^src\/graphql\//,
  payload: /^src\/graphql\//,
  presenter: /^src\/(graphql|rest)\//,
  loader: /^src\/graphql\//,
  mapper: /^src\/(graphql|rest|ingest|jobs)\//,
  route: /^src\/(rest|ingest)\//,
  job: /^src\/jobs\//,
  generated: /^(src\/domain\/search|tests\/support|examples\/client)\//,
  child: /^tests\/support\//,
  test: /^tests\//,
};
const VAGUE = /(^|[-./])(utils?|helpers?|common|misc|index)([-./]|$)/;
/** Read by tools that want a default export. */
const DEFAULT_EXPORTS = ['ormconfig.ts', 'tests/support/global-setup.ts', 'tests/support/global-teardown.ts'];

const everywhere = ['src', 'migrations', 'tests', 'bench', 'examples'].flatMap((folder) => paths(folder));
const files = sourceFiles('src').filter(({ path }) => !path.endsWith('.generated.ts'));

function wrongName(path: string): string[] {
  const match = new RegExp(`^(?:${WORD}/)*${WORD}(?:\\.(${WORD}))?\\.ts$`).exec(path);
  if (match === null) return [`${path}: names are kebab-case, with at most one role as suffix`];
  const role = match[1];
  if (role === undefined) return [];
  const home = ROLES[role];
  if (home === undefined) return [`${path}: there is no role .${role}; the roles are ${Object.keys(ROLES).join(' ')}`];
  return home.test(path) ? [] : [`${path}: files of the role .${role} live in ${home.source}`];
}

/** A strategy or an entity is one class, named after its file: priority.strategy.ts declares PriorityStrategy. */
function wrongClass({ path, ast }: SourceFile): string[] {
  const match = /([a-z0-9-]+)\.(strategy|entity)\.ts$/.exec(path);
  if (match === null) return [];
  const words = `${match[1]}${match[2] === 'strategy' ? '-strategy' : ''}`;
  const expected = words.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
  const classes = ast.statements.filter(ts.isClassDeclaration).map(({ name }) => name?.text);
  return classes.length === 1 && classes[0] === expected ? [] : [`${path}: declares one class, ${expected}`];
}

function defaultExports(file: SourceFile): string[] {
  return [...nodes(file.ast)]
    .filter(
      (node) =>
        ts.isExportAssignment(node) ||
        (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)),
    )
    .map((node) => `${place(file, node)}: named exports only`);
}

function barrels(file: SourceFile): string[] {
  return file.ast.statements
    .filter((node) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined)
    .map((node) => `${place(file, node)}: no barrels; import from the file that declares it`);
}

/** Clocks, randomness and I/O that need no import. */
function impurities(file: SourceFile): string[] {
  const IMPURE =
    /^(new Date\(\)|Date\.now|Math\.random|process|console|performance|setTimeout|setInterval|fetch|crypto)$/;
  return [...nodes(file.ast)]
    .filter((node) => ts.isNewExpression(node) || ts.isPropertyAccessExpression(node) || isFreeName(node))
    .filter((node) => IMPURE.test(node.getText(file.ast)))
    .map((node) => `${place(file, node)}: ${node.getText(file.ast)}: the domain is pure`);
}

/** A name that stands for a variable, not for a property or declaration. */
function isFreeName(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isIdentifier(node) &&
    (ts.isCallExpression(parent) || (ts.isPropertyAccessExpression(parent) && parent.expression === node))
  );
}

describe('files', () => {
  it('are named in kebab-case with a known role as suffix', () => {
    expect(everywhere.flatMap(wrongName)).toEqual([]);
  });

  it('are not called utils, helpers, common, misc or index', () => {
    expect(everywhere.filter((path) => VAGUE.test(path))).toEqual([]);
  });

  it('of strategies and entities declare one class, named after the file', () => {
    expect(files.flatMap(wrongClass)).toEqual([]);
  });

  it('have at most 200 lines in src', () => {
    const long = files
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > 200);
    expect(long.map(({ path, lines }) => `${path}: ${lines} lines of at most 200`)).toEqual([]);
  });

  it('have named exports only, and re-export nothing', () => {
    const all = [...files, ...['migrations', 'tests', 'bench', 'examples'].flatMap((folder) => sourceFiles(folder))];
    const wrong = all.filter(({ path }) => !DEFAULT_EXPORTS.includes(path)).flatMap(defaultExports);
    expect([...wrong, ...all.flatMap(barrels)]).toEqual([]);
  });

  it('of the domain know no clock, randomness or I/O', () => {
    expect(files.filter(({ path }) => path.startsWith('src/domain/')).flatMap(impurities)).toEqual([]);
  });
});

describe('compilers', () => {
  it('emit no decorator metadata and are strict', () => {
    const { config } = ts.parseConfigFileTextToJson('tsconfig.json', readText('tsconfig.json')) as {
      config: { compilerOptions: Record<string, unknown> };
    };
    expect(config.compilerOptions).toMatchObject({
      emitDecoratorMetadata: false,
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
    });
    const swc = JSON.parse(readText('.swcrc')) as { jsc: { transform: Record<string, unknown> } };
    expect(swc.jsc.transform['decoratorMetadata']).toBe(false);
  });
});
