/** The middle value; undefined where nothing was measured. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[middle - 1];
  if (upper === undefined) return undefined;
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2;
}

/** Rounded to tenths, which is more than a measurement can tell. */
export function tenths<T extends number | undefined>(value: T): T {
  return (value === undefined ? value : Math.round(value * 10) / 10) as T;
}
