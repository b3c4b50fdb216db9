import { fillsWindow, FORECAST_HOURS, forecastWindow, type RecentEvents } from './recent-events';

/** Days of a forecast. */
export const FORECAST_DAYS = 14;

const DAY_MS = 24 * 60 * 60 * 1_000;
const HOURS_OF_WEEKDAY = 24;
/** What an issue may have that is too young to know its ways, as a multiple of its busiest hour. */
const YOUNG_MULTIPLE = 10;
/** What an issue may have of which nothing is known. */
const UNKNOWN: readonly number[] = Array.from({ length: FORECAST_DAYS }, () => 10);

/** How many events an issue may have in one clock hour before it escalates. */
export interface Forecast {
  /** One number a day, the first for the day that begins with `dateAdded`; the last goes on. */
  readonly thresholds: readonly number[];
  readonly dateAdded: Date;
}

/** What the forecast is for. */
interface ForecastSubject {
  readonly firstSeen: Date;
  readonly now: Date;
}

/** The forecast of an issue for two weeks; null where it has had no event in the window. */
export function forecast(events: RecentEvents | null, { firstSeen, now }: ForecastSubject): Forecast | null {
  if (events === null || events.total === 0) return null;
  const today = now.getUTCDay();
  const isYoung = !fillsWindow(firstSeen, forecastWindow(now));
  const thresholds = Array.from({ length: FORECAST_DAYS }, (_, day) =>
    isYoung ? YOUNG_MULTIPLE * events.largest : thresholdOfWeekday(events, (today + day) % 7),
  );
  return { thresholds, dateAdded: now };
}

/** The thresholds of a forecast that may not be there: without one it is 10 on every day. */
export function thresholdsOf(stored: Forecast | null): readonly number[] {
  return stored?.thresholds ?? UNKNOWN;
}

/** The threshold that holds at `now`: that of as many whole days as have passed, and the last of all beyond. */
export function thresholdAt(stored: Forecast | null, now: Date): number {
  const thresholds = thresholdsOf(stored);
  const day = stored === null ? 0 : Math.floor((now.getTime() - stored.dateAdded.getTime()) / DAY_MS);
  return thresholds[Math.min(Math.max(day, 0), thresholds.length - 1)] ?? 0;
}

/** A full week: far above the busiest hour where the hours are alike, less far where they differ much. */
function thresholdOfWeekday({ largest, total, squares, ofWeekday }: RecentEvents, weekday: number): number {
  const mean = total / FORECAST_HOURS;
  // Of a sample. Rounding may leave less than nothing where all hours are alike.
  const variance = (FORECAST_HOURS * squares - total * total) / (FORECAST_HOURS * (FORECAST_HOURS - 1));
  const deviation = Math.sqrt(Math.max(variance, 0));
  const aboveLargest = largest * limit(5 * Math.exp(-0.65 * (deviation / mean)), 2, 5);
  const base = mean * limit((mean + 5 * deviation) / mean, 5, 8);
  // Hours of the same day of the week count twice.
  const weighted = (total + (ofWeekday[weekday] ?? 0)) / (FORECAST_HOURS + HOURS_OF_WEEKDAY);
  return Math.floor(Math.max(aboveLargest, weighted + base));
}

function limit(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
