/** Hours that a forecast looks back: a week, so that every weekday counts alike. */
export const FORECAST_HOURS = 168;

const HOUR_MS = 60 * 60 * 1_000;

/** A span of full clock hours; `to` is the first moment after it. */
export interface HourWindow {
  readonly from: Date;
  readonly to: Date;
}

/**
 * The events of an issue in the hours of the window, summed up to what a forecast asks of them. Sums are exact up to
 * 2^53.
 */
export interface RecentEvents {
  /** Of the busiest hour. */
  readonly largest: number;
  readonly total: number;
  /** The sum of the squares of each hour's events. */
  readonly squares: number;
  /** The sum of each day of the week in UTC, Sunday first. */
  readonly ofWeekday: readonly number[];
}

/** The full clock hours before the current one that a forecast looks at. */
export function forecastWindow(now: Date): HourWindow {
  const to = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  return { from: new Date(to - FORECAST_HOURS * HOUR_MS), to: new Date(to) };
}

/** Whether the issue has a number for every hour of the window: an hour without events counts from first_seen on. */
export function fillsWindow(firstSeen: Date, { from }: HourWindow): boolean {
  return firstSeen.getTime() < from.getTime() + HOUR_MS;
}
