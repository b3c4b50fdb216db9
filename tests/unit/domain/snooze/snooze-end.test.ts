import { countedEvents, windowsOf } from '../../../../src/domain/snooze/snooze-end';
import { ago, NOW, snoozeOf } from '../../../support/build/state';

const counts = { timesSeen: 20, usersSeen: 8, inWindow: { events: 4, users: 2 } };

describe('what a snooze counts', () => {
  it('windows are minutes back from now, each on its own', () => {
    expect(windowsOf(snoozeOf({ count: 1, window: 90 }), NOW)).toEqual({ events: ago(90), users: null });
    expect(windowsOf(snoozeOf({ userCount: 1, userWindow: 5 }), NOW)).toEqual({ events: null, users: ago(5) });
  });

  it.each<[string, Parameters<typeof snoozeOf>[0], number | null]>([
    ['no events', { userCount: 3 }, null],
    ['events since it began', { count: 9, timesSeenBaseline: 13 }, 7],
    ['all events without a baseline', { count: 9 }, 20],
    ['events within its window', { count: 9, window: 60, timesSeenBaseline: 13 }, 4],
  ])('%s', (_name, given, expected) => {
    expect(countedEvents(snoozeOf(given), counts)).toBe(expected);
  });
});
