import { remaining, snoozeHasRunOut, type Snooze } from '../../../../src/domain/snooze/snooze';

const now = new Date('2026-11-20T12:00:00.000Z');
const after = new Date(now.getTime() + 1);
const NONE: Snooze = {
  until: null,
  count: null,
  window: null,
  userCount: null,
  userWindow: null,
  timesSeenBaseline: null,
  usersSeenBaseline: null,
  actorId: null,
  dateAdded: now,
};
const seen = { timesSeen: 10, usersSeen: 5 };

describe('a snooze', () => {
  it.each<[string, Partial<Snooze>, boolean]>([
    ['without conditions holds', {}, false],
    ['ends at its moment', { until: now }, true],
    ['holds before its moment', { until: after }, false],
    ['ends with its last event', { count: 4, timesSeenBaseline: 6 }, true],
    ['holds before its last event', { count: 5, timesSeenBaseline: 6 }, false],
    ['counts from the first event without a baseline', { count: 10 }, true],
    ['does not judge events within a window', { count: 1, window: 60, timesSeenBaseline: 0 }, false],
    ['ends with its last user', { userCount: 2, usersSeenBaseline: 3 }, true],
    ['holds before its last user', { userCount: 3, usersSeenBaseline: 3 }, false],
    ['does not judge users within a window', { userCount: 1, userWindow: 60, usersSeenBaseline: 0 }, false],
    ['ends when any condition is met', { until: after, userCount: 9, count: 1, timesSeenBaseline: 0 }, true],
  ])('%s', (_name, conditions, expected) => {
    expect(snoozeHasRunOut({ ...NONE, ...conditions }, seen, now)).toBe(expected);
  });

  it('never has less than nothing left', () => {
    expect([remaining(null, 5, 0), remaining(7, 5, 0), remaining(7, 5, null), remaining(3, 5, 0)]).toEqual([
      null,
      2,
      2,
      0,
    ]);
  });

  it('snooze-until: a day ahead it holds, a day past it does not', () => {
    const day = 24 * 60 * 60_000;
    const at = (moment: number): boolean =>
      snoozeHasRunOut({ ...NONE, until: new Date(now.getTime() + moment) }, seen, now);
    expect([at(day), at(-day)]).toEqual([false, true]);
  });

  it('snooze-count-delta-with-pending (F2: what is counted is the true number, nothing is pending)', () => {
    const counted = { ...NONE, count: 100, timesSeenBaseline: 0 };
    const at = (timesSeen: number): boolean => snoozeHasRunOut(counted, { ...seen, timesSeen }, now);
    expect([at(90), at(90 + 10)]).toEqual([false, true]);
  });

  it('snooze-user-count-cached (F2: the answer is right for the true number, however often it is asked)', () => {
    const at = (usersSeen: number): boolean =>
      snoozeHasRunOut({ ...NONE, userCount: 100 }, { ...seen, usersSeen }, now);
    expect([95, 95, 95, 95, 95, 98, 98, 100].map(at)).toEqual([...Array<boolean>(7).fill(false), true]);
    expect([98, 99, 100].map(at)).toEqual([false, false, true]);
  });
});
