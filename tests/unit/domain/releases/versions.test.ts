import { followsSemver } from '../../../../src/domain/releases/follows-semver';
import { nextReleaseBase } from '../../../../src/domain/releases/next-release';
import type { Release } from '../../../../src/domain/releases/release';
import { compareVersions, isFullVersion, parseVersion } from '../../../../src/domain/releases/version';

describe('versions', () => {
  /** Each is greater than the one before. */
  const ASCENDING = [
    'shop@0.9',
    'shop@1.0.0-alpha',
    'shop@1.0.0-alpha.1',
    'shop@1.0.0-beta',
    'shop@1.0',
    'shop@1.0+1',
    'shop@1.0+2',
    'shop@1.0+10',
    'shop@1.0+abc',
    'shop@1.0.0.1',
    'shop@1.0.1-rc.1',
    'shop@1.0.1',
    'other@1.0.2',
    'shop@1.0.10',
    'shop@1.2',
    'shop@2.0.0',
    'shop@10.0.0',
    'shop@20261122093000.0.0',
    'shop@20261122093001.0.0',
  ];

  test('are in the order of their numbers, a final one above its prereleases, then by build', () => {
    const pairs = ASCENDING.flatMap((a, i) => ASCENDING.map((b, j) => [a, b, Math.sign(i - j)] as const));
    expect(pairs.filter(([a, b, order]) => compareVersions(a, b) !== order)).toEqual([]);
    expect(pairs).toHaveLength(ASCENDING.length ** 2);
  });

  test.each([
    ['shop@1.0', 'shop@1.0.0.0'],
    ['shop@01.002.3', 'shop@1.2.3'],
    ['shop@1.2.3', '@company/other-shop@1.2.3'],
  ])('%s is as great as %s', (a, b) => {
    expect(compareVersions(a, b)).toBe(0);
  });

  test.each([
    ...['1.0.0', 'shop', 'shop@', 'shop@1', 'shop@latest', 'shop@1.2.3.4.5', 'shop@1.x', 'shop 1.0', '@1.0.0'],
    ...['shop@1.0-', 'shop@1.0 ', 'a b@1.0', 'shop@1.0.0+ä', `shop@${'1'.repeat(100)}.0`, 'shop@1.0\n', ''],
  ])('%j is not semantic', (version) => {
    expect(parseVersion(version)).toBeNull();
    expect(compareVersions(version, 'shop@1.0.0')).toBeNull();
  });

  test('keep what stands before the @', () => {
    expect(parseVersion('@company/shop@1.0')?.package).toBe('@company/shop');
  });

  test.each([
    ['shop@1.2.3', true],
    ['shop@1.2.3-rc.1+55', true],
    ['shop@1.2', false],
    ['shop@1.2.3.4', false],
    ['1.2.3', false],
    ['version\twith\ttabs', false],
    ['package@invalid.semver', false],
  ])('%j has the whole form: %s', (version, expected) => {
    expect(isFullVersion(version)).toBe(expected);
  });
});

describe('a project follows semantic versions', () => {
  const newest = (pattern: string): string[] => [...pattern].map((kind, n) => (kind === 's' ? `p@1.${n}` : `d${n}`));

  /** From the newest release on: s is semantic, d is not. */
  test.each([
    ['', false],
    ['s', true],
    ['d', false],
    ['sd', true],
    ['ds', false],
    ['dds', true],
    ['ddd', false],
    ['ddds', false],
    ['ddsdddddd', true],
    ['dddssssss', false],
    ['ssdddddddd', false],
    ['ddsdddddss', true],
    ['ddssddddddd', false],
    ['dddsssssss', false],
    ['ssddddddddsssss', false],
    ['ssdddddddsssss', true],
  ])('with %j: %s', (pattern, expected) => {
    expect(followsSemver(newest(pattern))).toBe(expected);
  });
});

describe('the next release', () => {
  const release = (id: string, version: string): Release => {
    const day = new Date('2027-03-01T10:00:00.000Z');
    return { id, version, dateAdded: day, dateReleased: null };
  };
  const greatest = release('1', 'shop@2.0.0');
  const dated = release('2', 'build 7');
  const lower = release('3', 'shop@1.9.9');

  test.each([
    ['no release', null, null, false, [null, null]],
    ['dates', dated, null, false, [dated, null]],
    ['a project by dates with some semantic version', dated, greatest, false, [dated, null]],
    ['semantic versions', lower, greatest, true, [lower, greatest]],
    ['semantic versions, the newest not', dated, greatest, true, [dated, null]],
  ] as const)('by its details, with %s', (...[, newest, top, follows, [base, after]]) => {
    const found = nextReleaseBase({ newest, greatest: top, followsSemver: follows }, false);
    expect(found).toEqual(base && { release: base, greatest: after });
  });

  test('by the status alone goes out from the greatest version, whichever is the newest', () => {
    const releases = { newest: dated, greatest, followsSemver: true };
    expect(nextReleaseBase(releases, true)).toEqual({ release: greatest, greatest });
    expect(nextReleaseBase(undefined, true)).toBeNull();
  });
});
