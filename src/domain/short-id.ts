import { isIdentifier } from './identifier';

/** Crockford's base 32: no letter that reads as a digit. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What names an issue within its organization. */
export interface ShortId {
  readonly projectSlug: string;
  /** The number within the project: a decimal string. */
  readonly number: string;
}

/** The short id as people write it: the project's slug in upper case and the number in base 32, as in `API-1A`. */
export function formatShortId({ projectSlug, number }: ShortId): string {
  let rest = BigInt(number);
  let digits = rest === 0n ? '0' : '';
  for (; rest > 0n; rest /= 32n) digits = `${DIGITS[Number(rest % 32n)] ?? ''}${digits}`;
  return `${projectSlug.toUpperCase()}-${digits}`;
}

/** Reads a short id in either case; null where the text is none. */
export function parseShortId(text: string): ShortId | null {
  const match = /^([a-z0-9_-]{1,64})-([0-9a-hjkmnp-tv-z]{1,13})$/i.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const digits = [...match[2].toUpperCase()];
  const number = digits.reduce((sum, digit) => sum * 32n + BigInt(DIGITS.indexOf(digit)), 0n);
  return isIdentifier(number.toString()) ? { projectSlug: match[1].toLowerCase(), number: number.toString() } : null;
}
