/** An event's id as 32 lower-case hex digits, dashes allowed in what was sent; null where it is none. */
export function readEventId(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const digits = value.trim().replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(digits) ? digits : null;
}
