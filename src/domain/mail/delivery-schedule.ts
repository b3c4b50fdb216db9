const MINUTE_MS = 60 * 1_000;
const LONGEST_MS = 8 * 60 * MINUTE_MS;

/** How often a mail is tried: over more than two days. */
export const DELIVERY_ATTEMPTS = 12;

/** How long a mail waits after so many failures: a minute, then four times as long each time, at most eight hours. */
export function delayAfter(attempts: number): number {
  return Math.min(MINUTE_MS * 4 ** (attempts - 1), LONGEST_MS);
}
