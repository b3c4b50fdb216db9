import { sourceFiles, type SourceFile } from './source-tree';

/** What the files of a folder may import besides their own folder: folders of ours, and packages. */
interface Arrows {
  readonly folders: readonly string[];
  readonly packages: readonly RegExp[];
}

const NODE = /^node:/;
const EVERYTHING: Arrows = {
  folders: ['domain', 'persistence', 'application', 'graphql', 'rest', 'ingest', 'jobs', 'config', 'bootstrap', 'cli'],
  packages: [/.*/],
};

/** The table of docs/architecture.md. */
const ARROWS: Readonly<Record<string, Arrows>> = {
  domain: { folders: [], packages: [] },
  persistence: { folders: ['domain', 'migrations'], packages: [NODE, /^typeorm$/, /^pg$/, /^graphile-worker$/] },
  application: { folders: ['domain', 'persistence'], packages: [NODE] },
  graphql: {
    folders: ['application', 'domain'],
    packages: [
      NODE,
      /^(type-)?graphql(-scalars)?$/,
      /^@escape\.tech\/graphql-armor-/,
      /^dataloader$/,
      /^@apollo\/server/,
      /^@as-integrations\//,
      /^fastify$/,
      /^pino$/,
    ],
  },
  rest: { folders: ['application', 'domain'], packages: [NODE, /^fastify$/, /^pino$/] },
  ingest: { folders: ['application', 'domain'], packages: [NODE, /^fastify$/, /^pino$/] },
  jobs: { folders: ['application', 'domain'], packages: [NODE, /^graphile-worker$/, /^pino$/] },
  config: { folders: [], packages: [] },
  bootstrap: EVERYTHING,
  cli: EVERYTHING,
  'main.ts': EVERYTHING,
};

const files = sourceFiles('src');

/** `domain` of src/domain/group.ts, `main.ts` of src/main.ts, `migrations` of migrations/x.ts. */
function folderOf(path: string): string {
  const [top = '', next = ''] = path.split('/');
  return top === 'src' ? next : top;
}

function wrongImports(file: SourceFile): string[] {
  const from = folderOf(file.path);
  const arrows = ARROWS[from] ?? { folders: [], packages: [] };
  return file.imports
    .filter(({ specifier, path }) => {
      if (path === null) return !arrows.packages.some((allowed) => allowed.test(specifier));
      const to = folderOf(path);
      return to !== from && !arrows.folders.includes(to);
    })
    .map(({ specifier }) => `${file.path} imports ${specifier}, which ${from}/ may not`);
}

/** Each cycle once, as the path around it. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.add([...trail.slice(start), path].join(' -> '));
    if (start >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return [...found];
}

describe('imports', () => {
  it('find the source files', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(({ imports }) => imports).length).toBeGreaterThan(100);
  });

  it('point down, as the table of the architecture says', () => {
    expect(files.flatMap(wrongImports)).toEqual([]);
  });

  it('live in folders that the table of the architecture names', () => {
    const unknown = files.map(({ path }) => path).filter((path) => ARROWS[folderOf(path)] === undefined);
    expect(unknown).toEqual([]);
  });

  it('make no cycle, type-only imports included', () => {
    const graph = new Map(
      files.map(({ path, imports }) => [path, imports.flatMap((to) => (to.path === null ? [] : [to.path]))]),
    );
    expect(cycles(graph)).toEqual([]);
  });
});
