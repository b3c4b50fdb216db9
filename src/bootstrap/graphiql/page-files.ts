import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file of the GraphiQL page. */
export interface PageFile {
  readonly name: string;
  readonly type: string;
  /** The package that brings it, and its place in there; null for one of ours. */
  readonly origin: readonly [packageName: string, path: string] | null;
}

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';
const TEXT = 'text/plain; charset=utf-8';

/** The page itself; what it loads is in PAGE_FILES. */
export const PAGE: PageFile = { name: 'index.html', type: 'text/html; charset=utf-8', origin: null };

/** All that the page loads, so that it needs no other host. */
export const PAGE_FILES: readonly PageFile[] = [
  { name: 'boot.js', type: SCRIPT, origin: null },
  { name: 'page.css', type: STYLE, origin: null },
  { name: 'example.graphql', type: TEXT, origin: null },
  { name: 'graphiql.min.js', type: SCRIPT, origin: ['graphiql', 'graphiql.min.js'] },
  { name: 'graphiql.min.css', type: STYLE, origin: ['graphiql', 'graphiql.min.css'] },
  { name: 'graphiql.LICENSE', type: TEXT, origin: ['graphiql', 'LICENSE'] },
  { name: 'graphql-ws.min.js', type: SCRIPT, origin: ['graphql-ws', 'umd/graphql-ws.min.js'] },
  { name: 'graphql-ws.LICENSE', type: TEXT, origin: ['graphql-ws', 'LICENSE.md'] },
  { name: 'react.production.min.js', type: SCRIPT, origin: ['react', 'umd/react.production.min.js'] },
  { name: 'react-dom.production.min.js', type: SCRIPT, origin: ['react-dom', 'umd/react-dom.production.min.js'] },
  { name: 'react.LICENSE', type: TEXT, origin: ['react', 'LICENSE'] },
];

/** Where a file lies: beside this module, where the build puts all of them, or still in its package. */
export function pathOf({ name, origin }: PageFile): string {
  const beside = join(__dirname, name);
  if (origin === null || existsSync(beside)) return beside;
  const [packageName, path] = origin;
  return join(dirname(require.resolve(`${packageName}/package.json`)), path);
}
