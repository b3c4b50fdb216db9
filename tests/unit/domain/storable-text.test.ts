import { storableJson } from '../../../src/domain/storable-text';

describe('JSON that PostgreSQL can hold', () => {
  test.each([
    ['nothing to replace', { ids: ['1', '2'], where: { query: 'is:unresolved 😀' } }],
    ['the text of an escape', { query: '\\u0000 \\ud800' }],
    ['a line break and a tab', ['\n', '\t', '\u0001']],
  ])('is the usual JSON for %s', (_, value) => {
    expect(storableJson(value)).toBe(JSON.stringify(value));
  });

  test.each([
    ['NUL', 'a\0b'],
    ['the first half of a pair alone', 'a\uD83Db'],
    ['the second half of a pair alone', 'a\uDE00b'],
    ['the last of the halves', 'a\uDFFFb'],
  ])('has U+FFFD for %s, however deep', (_, text) => {
    expect(JSON.parse(storableJson({ a: [{ b: text }] }))).toEqual({ a: [{ b: 'a\uFFFDb' }] });
  });
});
