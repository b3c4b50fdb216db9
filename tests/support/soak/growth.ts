export interface Point {
  readonly atSeconds: number;
  readonly value: number;
}

const HOUR_SECONDS = 3_600;
const WINDOWS = 20;

/**
 * By how much something grows in an hour, over the second half of what was measured: the line of least squares through
 * the least value of each of some windows, so that what a garbage collection is about to take away does not count.
 */
export function growthAnHour(points: readonly Point[]): number {
  const last = points.at(-1)?.atSeconds ?? 0;
  const half = points.filter(({ atSeconds }) => atSeconds >= last / 2);
  const seconds = last / 2 / WINDOWS;
  const windows = Array.from({ length: WINDOWS }, (_, index) => {
    const from = last / 2 + index * seconds;
    return half.filter(({ atSeconds }) => atSeconds >= from && atSeconds < from + seconds);
  });
  return slope(windows.flatMap(leastOf)) * HOUR_SECONDS;
}

function leastOf(points: readonly Point[]): readonly Point[] {
  const [least] = [...points].sort((one, other) => one.value - other.value);
  return least === undefined ? [] : [least];
}

function slope(points: readonly Point[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanAt = mean(points.map(({ atSeconds }) => atSeconds));
  const meanValue = mean(points.map(({ value }) => value));
  const spread = points.reduce((sum, { atSeconds }) => sum + (atSeconds - meanAt) ** 2, 0);
  if (spread === 0) return 0;
  return points.reduce((sum, { atSeconds, value }) => sum + (atSeconds - meanAt) * (value - meanValue), 0) / spread;
}
