import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

export interface CodeBlock {
  /** `sh`, `graphql`, `text` …; empty where none is named. */
  readonly language: string;
  readonly text: string;
}

/** A document for people, by its path from the repository's root. */
export interface Document {
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
}

export function readDocument(path: string): Document {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const blocks = [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', block = '']) => ({
    language,
    text: block,
  }));
  return { path, text, blocks };
}

/** What people read: the documents at the root and all of docs/. */
export function documents(): readonly Document[] {
  const below = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) =>
    join('docs', path),
  );
  return ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...below.filter((path) => path.endsWith('.md'))]
    .sort()
    .map(readDocument);
}

/** Targets of links, code left out, that are files of the repository and are not there. */
export function brokenLinks({ path, text }: Document): readonly string[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(https?:|mailto:|#)/.test(target))
    .filter((target) => !existsSync(join(ROOT, dirname(path), target.split('#', 1)[0] ?? '')))
    .map((target) => `${path}: ${target}`);
}

/** Names of npm scripts that a document speaks of. */
export function npmScripts({ text }: Document): readonly string[] {
  const run = [...text.matchAll(/npm run (?:--?[\w-]+ )*([a-z][\w:-]*)/g)].map(([, name = '']) => name);
  return [...run, ...[...text.matchAll(/npm (test|start)\b/g)].map(([, name = '']) => name)];
}
