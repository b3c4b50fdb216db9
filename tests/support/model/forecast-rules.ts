import type { ForecastRow } from './issue-rows';

const HOUR = 60 * 60 * 1000;
const WEEK = 168;

/** Events of an issue in the clock hour that begins with `hour`. */
export interface HourlyCount {
  readonly hour: Date;
  readonly events: number;
}

/** The forecast of two weeks, hour by hour as it is described; null where there is nothing to go by. */
export function expectedForecast(
  counts: readonly HourlyCount[],
  { firstSeen, now }: { readonly firstSeen: Date; readonly now: Date },
): ForecastRow | null {
  const events = new Map(counts.map((count) => [count.hour.getTime(), count.events]));
  const current = Math.floor(now.getTime() / HOUR) * HOUR;
  const hours = Array.from({ length: WEEK }, (_, index) => current - (WEEK - index) * HOUR);
  // Events prove that there was something to see.
  const known = hours.filter((hour) => hour + HOUR > firstSeen.getTime() || events.has(hour));
  const data = known.map((hour) => ({ events: events.get(hour) ?? 0, weekday: new Date(hour).getUTCDay() }));
  const all = data.map((point) => point.events);
  const largest = Math.max(0, ...all);
  if (largest === 0) return null;
  const days = Array.from({ length: 14 }, (_, day) => (now.getUTCDay() + day) % 7);
  const thresholds = data.length < WEEK ? days.map(() => 10 * largest) : days.map((day) => ofDay(data, day));
  return { thresholds, dateAdded: now };
}

function ofDay(data: readonly { readonly events: number; readonly weekday: number }[], today: number): number {
  const all = data.map(({ events }) => events);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const average = sum(all) / all.length;
  const deviation = Math.sqrt(sum(all.map((events) => (events - average) ** 2)) / (all.length - 1));
  const first = Math.min(5, Math.max(2, 5 * Math.E ** (-0.65 * (deviation / average))));
  const second = Math.min(8, Math.max(5, (average + 5 * deviation) / average));
  const weights = data.map(({ weekday }) => (weekday === today ? 2 : 1));
  const weighted = sum(data.map(({ events }, index) => events * (weights[index] ?? 0))) / sum(weights);
  return Math.trunc(Math.max(Math.max(...all) * first, weighted + second * average));
}
