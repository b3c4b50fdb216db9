import { shareLast } from '../../../../src/domain/attributes/share-last';

const pair = shareLast((a: string, b: Date | null) => ({ a, b }));
const NOW = new Date();

test('the same question is answered with the same object', () => {
  expect(pair('a', NOW)).toBe(pair('a', NOW));
});

test.each<[string, string, Date | null]>([
  ['another first value', 'b', NOW],
  ['another last value', 'a', null],
  ['an equal object that is another one', 'a', new Date(NOW)],
])('%s is another question', (_case, a, b) => {
  const before = pair('a', NOW);
  const answer = pair(a, b);
  expect(answer).toEqual({ a, b });
  expect(answer).not.toBe(before);
  expect(pair('a', NOW)).toEqual({ a: 'a', b: NOW });
});
