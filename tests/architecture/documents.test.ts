import { buildSchema, parse, validate } from 'graphql';
import { SETTING_TEXTS } from '../../src/config/setting-texts';
import { brokenLinks, documents, npmScripts } from '../support/markdown';
import { readText } from './source-tree';

const all = documents();
/** Variables that only tests read. */
const OF_TESTS = ['MUSTER_SCREENSHOT'];

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

test('the settings that documents name are those that there are', () => {
  const named = all.flatMap(({ text }) => [...text.matchAll(/\b(?:MUSTER|DATABASE)_[A-Z][A-Z_]*[A-Z]\b/g)]);
  const known = new Set([...Object.keys(SETTING_TEXTS), ...OF_TESTS]);
  expect([...new Set(named.map(([name]) => name))].filter((name) => !known.has(name))).toEqual([]);
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
