import { readInput } from '../../../../src/domain/attributes/read-input';
import { passedThreshold } from '../../../../src/domain/escalation/escalation';
import { forecast, thresholdAt, thresholdsOf, type Forecast } from '../../../../src/domain/escalation/forecast';
import { forecastWindow, type RecentEvents } from '../../../../src/domain/escalation/recent-events';
import type { IssueState } from '../../../../src/domain/state/issue-state';
import { ago, archivedState, NOW } from '../../../support/build/state';

const HOUR = 60 * 60_000;
const HOURS = 60;
const DAY = 24 * HOURS;

/** Counts of consecutive hours, the last of which is the one before `now`, as the database sums them up. */
function summed(counts: readonly number[], now: Date): RecentEvents {
  const { to } = forecastWindow(now);
  const ofWeekday = [0, 0, 0, 0, 0, 0, 0];
  counts.forEach((events, index) => {
    const weekday = new Date(to.getTime() - (counts.length - index) * HOUR).getUTCDay();
    ofWeekday[weekday] = (ofWeekday[weekday] ?? 0) + events;
  });
  return {
    largest: Math.max(0, ...counts),
    total: counts.reduce((sum, events) => sum + events, 0),
    squares: counts.reduce((sum, events) => sum + events * events, 0),
    ofWeekday,
  };
}

const START = new Date('2022-07-27T00:00:00.000Z');
const fourteen = (threshold: number): number[] => Array.from({ length: 14 }, () => threshold);
const DAILY_PEAKS = [
  ...[9, 1, 166, 152, 149, 6604, 2, 6, 198, 127, 182, 4032, 1, 6, 4, 198, 120, 171, 3656, 6, 4, 1, 199, 150, 159],
  ...[7113, 1, 10, 3, 2, 4, 2, 176, 146, 174, 8290, 6, 2, 1, 1, 9, 2, 6, 2, 2, 174, 144, 154, 7627],
  ...Array.from({ length: 95 }, () => 0),
];

describe('the forecast', () => {
  test('escalation-forecast-less-than-a-week', () => {
    expect(DAILY_PEAKS).toHaveLength(144);
    const firstSeen = new Date('2022-07-21T00:00:00.000Z');
    const events = summed(DAILY_PEAKS, START);
    expect(forecast(events, { firstSeen, now: START })).toEqual({ thresholds: fourteen(82_900), dateAdded: START });
  });

  test('escalation-forecast-low-frequency', () => {
    const firstSeen = new Date('2022-07-20T00:00:00.000Z');
    const events = summed(
      Array.from({ length: 168 }, () => 6),
      START,
    );
    expect(forecast(events, { firstSeen, now: START })?.thresholds).toEqual(fourteen(36));
  });

  test('escalation-forecast-empty: nothing, which is stored as nothing (F1)', () => {
    expect(forecast(null, { firstSeen: START, now: START })).toBeNull();
    expect(forecast(summed([], START), { firstSeen: START, now: START })).toBeNull();
    expect(forecast(summed([0, 0, 0], START), { firstSeen: ago(DAY * 9), now: START })).toBeNull();
  });

  test.each([
    ['in the first hour of the window', '2022-07-20T00:59:59.999Z', 36],
    ['an hour later', '2022-07-20T01:00:00.000Z', 60],
  ])('F1 an issue first seen %s: the hours since then count, also those without events', (_, firstSeen, threshold) => {
    const events = summed(
      Array.from({ length: 168 }, () => 6),
      START,
    );
    const thresholds = forecast(events, { firstSeen: new Date(firstSeen), now: START })?.thresholds;
    expect(thresholds).toEqual(fourteen(threshold));
  });

  test('a bursty issue may have twice its busiest hour, on every day', () => {
    // 2022-07-27 is a Wednesday. A hundred events an hour on Monday, one on the other days.
    const counts = Array.from({ length: 168 }, (_, hour) => (Math.floor(hour / 24) === 5 ? 100 : 1));
    const firstSeen = new Date('2022-07-01T00:00:00.000Z');
    // avg 15.142857…, sd 34.8123…, cv 2.2989…: m1 = 2, v1 = 200; m2 = 8, base = 121.14…; means 13.375 and 25.75.
    expect(forecast(summed(counts, START), { firstSeen, now: START })?.thresholds).toEqual(fourteen(200));
  });

  test('an issue with a busy shift may have a multiple of its busiest hour that falls as its hours differ', () => {
    const counts = Array.from({ length: 168 }, (_, hour) => (hour < 8 ? 60 : 10));
    const firstSeen = new Date('2022-07-01T00:00:00.000Z');
    // avg 12.3810, sd 10.6798, cv 0.86260: m1 = 5·e^-0.56069 = 2.85408, v1 = 171.24; the other way gives about 78.
    expect(forecast(summed(counts, START), { firstSeen, now: START })?.thresholds).toEqual(fourteen(171));
  });

  test('a steady issue may have about six times its mean, and more on its busy day', () => {
    const counts = Array.from({ length: 168 }, (_, hour) => (Math.floor(hour / 24) === 5 ? 110 : 100));
    const firstSeen = new Date('2022-07-01T00:00:00.000Z');
    const thresholds = forecast(summed(counts, START), { firstSeen, now: START })?.thresholds ?? [];
    // avg 101.428571…, base 507.142857…; (17,040 + 2,400) / 192 = 101.25 and (17,040 + 2,640) / 192 = 102.5.
    expect(thresholds.slice(3, 7)).toEqual([608, 608, 609, 608]);
  });
});

describe('the threshold of a day', () => {
  const thresholds = [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18];
  const stored = (minutes: number): Forecast => ({ thresholds, dateAdded: ago(minutes) });

  test.each<[string, Forecast | null, number]>([
    ['at once', stored(0), 5],
    ['just before a day has passed', stored(DAY - 1), 5],
    ['after a day', stored(DAY), 6],
    ['on the last day', stored(13 * DAY), 18],
    ['beyond', stored(40 * DAY), 18],
    ['of a forecast from a clock that is ahead', stored(-DAY), 5],
    ['F1 without a forecast', null, 10],
  ])('%s', (_, forecastOf, expected) => {
    expect(thresholdAt(forecastOf, NOW)).toBe(expected);
  });

  test('F1 reading gives 10 for every day where nothing is stored', () => {
    expect(thresholdsOf(null)).toEqual(fourteen(10));
    expect(thresholdsOf(stored(0))).toEqual(thresholds);
  });
});

describe('who escalates', () => {
  const issue = (given: Partial<IssueState> = {}): IssueState =>
    archivedState({ substatus: 'ARCHIVED_UNTIL_ESCALATING', firstSeen: ago(20 * DAY), ...given });
  const fives = fourteen(5);

  test('escalation-over-forecast', () => {
    const thresholds = [5, ...Array.from({ length: 13 }, () => 6)];
    expect(passedThreshold(issue({ forecast: { thresholds, dateAdded: NOW } }), 6, NOW)).toBe(5);
  });

  test('escalation-forecast-exactly-two-weeks', () => {
    expect(passedThreshold(issue({ forecast: { thresholds: fives, dateAdded: ago(14 * DAY) } }), 6, NOW)).toBe(5);
  });

  test('an issue younger than a day does not escalate', () => {
    expect(passedThreshold(issue({ firstSeen: ago(60) }), 1_000, NOW)).toBeNull();
    expect(passedThreshold(issue({ firstSeen: ago(DAY - 1) }), 1_000, NOW)).toBeNull();
    expect(passedThreshold(issue({ firstSeen: ago(DAY) }), 1_000, NOW)).toBe(10);
  });

  const of = (threshold: number): Partial<IssueState> => ({
    forecast: { thresholds: fourteen(threshold), dateAdded: NOW },
  });
  test.each<[string, Partial<IssueState>, number, number | null]>([
    ['as many events as the threshold', of(5), 5, null],
    ['a forecast of 0', of(0), 1, 0],
    ['no forecast, as many events as the default', {}, 10, null],
    ['no forecast, one more', {}, 11, 10],
    ['archived forever', { ...of(5), substatus: 'ARCHIVED_FOREVER' }, 6, null],
    ['unresolved', { ...of(5), status: 'UNRESOLVED', substatus: 'ONGOING' }, 6, null],
    ['of a kind that does not escalate', { ...of(5), category: 'UPTIME' }, 6, null],
  ])('%s', (...[, given, events, expected]) => {
    expect(passedThreshold(issue(given), events, NOW)).toBe(expected);
  });
});

test('substatus-infer-ignored-until-escalating', () => {
  const reading = readInput({ status: 'IGNORED', statusDetails: { untilEscalating: true } });
  const change = reading.valid ? reading.changes.status : undefined;
  expect(change).toEqual({ kind: 'archive', archive: { substatus: 'ARCHIVED_UNTIL_ESCALATING' } });
});
