import type { Snooze } from './snooze';

/** What a snooze waited for, as the feed and the inbox tell it; windows are minutes. */
export function snoozeConditions(snooze: Snooze): Readonly<Record<string, unknown>> {
  const { until, count, window, userCount, userWindow } = snooze;
  return { until: until?.toISOString() ?? null, count, window, user_count: userCount, user_window: userWindow };
}
