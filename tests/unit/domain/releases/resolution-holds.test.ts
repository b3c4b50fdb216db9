import type { Release } from '../../../../src/domain/releases/release';
import { resolutionHolds, type ResolutionInReleases } from '../../../../src/domain/releases/resolution-holds';
import { parseVersion } from '../../../../src/domain/releases/version';

const T0 = new Date('2027-03-01T10:00:00.000Z');

/** A release that was added so many minutes before T0; its version is its id. */
function release(version: string, minutes = 0): Release {
  const dateAdded = new Date(T0.getTime() - minutes * 60_000);
  return { id: version, version, dateAdded, dateReleased: null };
}

const A = release('a', 30);
const B = release('b');
const FOO_1 = release('foo_package@1.0', 30);
const FOO_2 = release('foo_package@2.0');

type Given = Partial<ResolutionInReleases>;

/** Whether an event in the release is covered, in a project that follows semantic versions if the release does. */
function covers(given: Given, met: Release | null, followsSemver?: boolean): boolean {
  const none = { currentReleaseVersion: null, currentRelease: null, futureReleaseVersion: null };
  const resolution = { ...none, type: 'IN_RELEASE' as const, release: null, ...given };
  const semantic = met !== null && parseVersion(met.version) !== null;
  return resolutionHolds(resolution, { release: met, followsSemver: followsSemver ?? semantic });
}

/** What "next release" leaves where a release was current. */
function after(current: Release, given: Given = {}): Given {
  return { release: current, currentReleaseVersion: current.version, currentRelease: current, ...given };
}

test('without a resolution nothing is covered; an event without a release always is', () => {
  expect(resolutionHolds(null, { release: A, followsSemver: false })).toBe(false);
  expect(covers({ release: A }, null)).toBe(true);
});

describe.each(['IN_NEXT_RELEASE', 'IN_UPCOMING_RELEASE'] as const)('%s', (type) => {
  test.each([
    ['resolution-next-release-newer-event', A, B, false],
    ['resolution-next-release-same-event', A, A, true],
    ['resolution-next-release-older-event', B, A, true],
  ] as const)('%s', (...[, resolving, met, expected]) => {
    expect(covers({ type, release: resolving }, met)).toBe(expected);
  });
});

test('T7: in the upcoming release: as type next release when events come', () => {
  const answers = [A, B].map((met) => covers({ type: 'IN_UPCOMING_RELEASE', release: A }, met));
  expect(answers).toEqual([true, false]);
});

test.each([
  ['resolution-in-release-same-event-regresses', A, A, false],
  ['resolution-in-release-same-event-regresses: semantic', FOO_1, FOO_1, false],
  ['resolution-in-release-older-event', B, A, true],
  ['resolution-in-release-older-event: semantic', FOO_2, FOO_1, true],
  ['in a release, a newer one', A, B, false],
  ['in a release, a greater one that was added earlier', release('p@1.0'), release('p@1.1', 60), false],
  ['in a release, a lower one that was added later', release('p@1.1', 60), release('p@1.0'), true],
] as const)('%s', (...[, resolving, met, expected]) => {
  expect(covers({ release: resolving }, met)).toBe(expected);
});

test('release-resolve-in-explicit-semver: older by version is covered, whenever it was made; newer is not', () => {
  const resolving = release('fake_package@3.0.0', 3);
  const answers = [release('fake_package@2.0.0', 2), release('fake_package@3.0.1', 1)].map((met) =>
    covers({ release: resolving }, met),
  );
  expect(answers).toEqual([true, false]);
});

test('a date of release counts before the date on which it was added', () => {
  const late = { ...A, dateReleased: new Date(T0.getTime() + 60_000) };
  expect(covers({ release: B }, late)).toBe(false);
  expect(covers({ release: late }, B)).toBe(true);
});

describe.each(['IN_RELEASE', 'IN_NEXT_RELEASE'] as const)('after the release that was current, %s', (type) => {
  test.each([
    ['resolution-current-version-semver: greater', FOO_1, FOO_2, false],
    ['resolution-current-version-semver: the same', FOO_1, FOO_1, true],
    ['resolution-current-version-semver: lower', FOO_2, FOO_1, true],
    ['resolution-current-version-nonsemver: newer', A, B, false],
    ['resolution-current-version-nonsemver: the same', A, A, true],
    ['resolution-current-version-nonsemver: older', B, A, true],
  ] as const)('%s', (...[, current, met, expected]) => {
    expect(covers(after(current, { type }), met)).toBe(expected);
  });
});

test('release-next-semver-becomes-in-release: builds of the current version and all below are covered', () => {
  const current = release('fake_package@21.1.2', 10);
  const covered = ['21.1.0', '21.1.1', '21.1.1+1', '21.1.2', '21.1.3'].map((version) =>
    covers(after(current), release(`fake_package@${version}`)),
  );
  expect(covered).toEqual([true, true, true, true, false]);
});

test('release-next-nonsemver-stores-issue-last-release: what is newer than the last release is not covered', () => {
  const last = release('foobar 1', 45);
  const given = after(last, { release: release('foobar 2') });
  const answers = [last, release('foobar 2'), release('foobar 3', 30)].map((met) => covers(given, met));
  expect(answers).toEqual([true, false, false]);
});

test('release-next-semver-picks-greatest: only what is greater than the greatest is not covered', () => {
  const given = after(release('com.foo.bar@2.0+0', 5));
  const covered = ['1.0+0', '2.0+0', '1.0+1', '1.1+0', '3.0+0'].map((version) =>
    covers(given, release(`com.foo.bar@${version}`)),
  );
  expect(covered).toEqual([true, true, true, true, false]);
});

test('below the release that is said to hold the fix is covered, though above the one that was current', () => {
  const given = after(release('p@1.0', 60), { release: release('p@2.0', 30) });
  expect(covers(given, release('p@1.5'))).toBe(true);
  expect(covers(given, release('p@2.0', 30))).toBe(false);
});

test('resolution-mixed-schemes-fall-back', () => {
  const given = after(release('doggo', 45), { type: 'IN_NEXT_RELEASE' });
  expect([A, B, FOO_1, FOO_2].map((met) => covers(given, met, true))).toEqual([false, false, false, false]);
});

test('resolution-current-version-unknown-release', () => {
  const given: Given = { type: 'IN_NEXT_RELEASE', release: release('a', 45), currentReleaseVersion: 'kittie 12' };
  expect([B, FOO_1, FOO_2].map((met) => covers(given, met))).toEqual([false, false, false]);
});

test('resolution-future-semver', () => {
  const given = { type: 'IN_FUTURE_RELEASE', release: FOO_1, futureReleaseVersion: FOO_2.version } as const;
  const covered = ['2.1', '2.0', '1.9'].map((version) => covers(given, release(`foo_package@${version}`)));
  expect(covered).toEqual([false, false, true]);
});

test('resolution-future-nonsemver', () => {
  const own = release('bar_package@2.5', 30);
  const given = { type: 'IN_FUTURE_RELEASE', release: own, futureReleaseVersion: 'non-semver-version' } as const;
  expect([release('bar_package@3.0', 60), own].map((met) => covers(given, met))).toEqual([true, true]);
});

test('T20: a future version covers what is lower, and, by date, what was there when it was named', () => {
  const given = { type: 'IN_FUTURE_RELEASE', release: A, futureReleaseVersion: 'p@2.0.0' } as const;
  expect(covers(given, release('p@1.9.9'))).toBe(true);
  expect([A, B].map((met) => covers(given, met))).toEqual([true, false]);
  expect(covers({ ...given, release: null }, A)).toBe(false);
});
