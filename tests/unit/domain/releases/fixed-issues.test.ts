import { fixedIssues } from '../../../../src/domain/releases/fixed-issues';
import { formatShortId } from '../../../../src/domain/short-id';

const named = (message: string | null): string[] => fixedIssues(message).map(formatShortId);

describe('fixedIssues', () => {
  it.each([
    ['Fixes API-1', ['API-1']],
    ['fix api-1', ['API-1']],
    ['Fixed: API-1.', ['API-1']],
    ['close API-1', ['API-1']],
    ['Closes API-1', ['API-1']],
    ['CLOSED API-1', ['API-1']],
    ['resolve API-1', ['API-1']],
    ['Resolves #API-1', ['API-1']],
    ['resolved\nAPI-1', ['API-1']],
    ['(fixes API-1)', ['API-1']],
    ['Pay later\n\nFixes API-1, API-2 and WEB-APP-3A\n', ['API-1', 'API-2', 'WEB-APP-3A']],
    ['Fixes API-1,\n  API-2;\n  API-3', ['API-1', 'API-2', 'API-3']],
    ['Fixes API-1\nCloses WEB-2', ['API-1', 'WEB-2']],
    ['Fixes API-1 fixes API-1', ['API-1']],
    ['Fixes [API-1](https://muster.example/API-9)', ['API-1']],
    ['Fixes my_app-0-2', ['MY_APP-0-2']],
  ])('%j names %j', (message, expected) => {
    expect(named(message)).toEqual(expected);
  });

  it.each([
    [null],
    [''],
    ['API-1'],
    ['See API-1'],
    ['Fixes a typo near API-1'],
    ['prefixes API-1'],
    ['fixes: '],
    ['fixing API-1'],
    ['Fixes API-'],
    ['Fixes API-U'],
    ['Fixes https://example.com/API-1'],
    ['See fix-api-1'],
  ])('%j names none', (message) => {
    expect(named(message)).toEqual([]);
  });

  it('reads long and hostile messages in time that grows with their length', () => {
    const hostile = [
      'fixes '.repeat(10_000),
      `fixes ${'a-'.repeat(30_000)}`,
      `fixes A-1${' ,'.repeat(30_000)}`,
      '['.repeat(60_000),
      'fix-a-1 '.repeat(8_000),
    ];
    for (const message of hostile) expect(named(message).length).toBeLessThan(2);
    const many = Array.from({ length: 5_000 }, (_, index) => `API-${(index + 1).toString()}`);
    expect(named(`fixes ${many.join(', ')}`)).toHaveLength(5_000);
  });
});
