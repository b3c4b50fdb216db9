const MAX_AHEAD_MS = 60_000;
const MAX_AGE_MS = 30 * 86_400_000;
/** The end of the year 9999, in milliseconds. */
const LAST_MOMENT = 253_402_300_799_999;

/**
 * The moment that an event names, as seconds or as ISO text (UTC where it names no zone); the moment of its arrival
 * where it names none, one over a minute ahead, or one over 30 days old.
 */
export function timeOf(timestamp: unknown, receivedAt: Date): Date {
  const named = milliseconds(timestamp);
  const age = receivedAt.getTime() - named;
  return age >= -MAX_AHEAD_MS && age <= MAX_AGE_MS ? new Date(Math.floor(named)) : receivedAt;
}

/** The moment that an event names, however long ago or far ahead; that of its arrival where it names none after 1970. */
export function recordedTimeOf(timestamp: unknown, receivedAt: Date): Date {
  const named = milliseconds(timestamp);
  return named >= 0 && named <= LAST_MOMENT ? new Date(Math.floor(named)) : receivedAt;
}

function milliseconds(timestamp: unknown): number {
  if (typeof timestamp === 'number') return timestamp * 1_000;
  if (typeof timestamp !== 'string') return NaN;
  const text = timestamp.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1_000;
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
}
