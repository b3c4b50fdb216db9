import { buildSchema, parse, validate } from 'graphql';
import { brokenLinks, documents, npmScripts, readDocument } from '../support/markdown';
import { readText } from './source-tree';

const all = documents();

test('links lead to files that exist', () => {
  expect(all.flatMap(brokenLinks)).toEqual([]);
  expect(brokenLinks({ path: 'docs/x.md', text: '[a](../README.md#top) [b](gone.md) `[c](no)`', blocks: [] })).toEqual([
    'docs/x.md: gone.md',
  ]);
});

test('every npm script that a document names exists', () => {
  const { scripts } = JSON.parse(readText('package.json')) as { scripts: Readonly<Record<string, string>> };
  const named = all.flatMap((document) => npmScripts(document).map((script) => ({ script, path: document.path })));
  expect(named.filter(({ script }) => scripts[script] === undefined)).toEqual([]);
  expect(npmScripts({ path: '', text: '`npm run --silent muster -- serve`, npm test', blocks: [] })).toEqual([
    'muster',
    'test',
  ]);
});

test('the settings of the README are those that the environment is asked for', () => {
  const read = [
    ...readText('src/config/environment.ts').matchAll(/\b(?:text|integer|url|onOrOff)\(\s*'([A-Z][A-Z\d_]*)'/g),
  ];
  const table = [...readDocument('README.md').text.matchAll(/^\| `([A-Z][A-Z\d_]*)`\s*\|/gm)];
  const names = (matches: readonly RegExpMatchArray[]): readonly string[] => matches.map(([, name = '']) => name);
  expect([...new Set(names(table))].sort()).toEqual([...new Set(names(read))].sort());
});

test('every GraphQL document in a document fits the schema', () => {
  const schema = buildSchema(readText('schema.graphql'));
  const faults = all.flatMap(({ path, blocks }) =>
    blocks
      .filter(({ language, text }) => language === 'graphql' && /^\s*(query|mutation|fragment|\{)/.test(text))
      .flatMap(({ text }) => validate(schema, parse(text)).map(({ message }) => `${path}: ${message}`)),
  );
  expect(faults).toEqual([]);
});
