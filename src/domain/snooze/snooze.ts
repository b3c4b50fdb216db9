/** What ends the archiving of an issue; windows are minutes, a baseline is the counter's value when the snooze began. */
export interface Snooze {
  readonly until: Date | null;
  readonly count: number | null;
  readonly window: number | null;
  readonly userCount: number | null;
  readonly userWindow: number | null;
  readonly timesSeenBaseline: number | null;
  readonly usersSeenBaseline: number | null;
  readonly actorId: string | null;
  readonly dateAdded: Date;
}

/** What an issue has met so far: events and distinct users. */
export interface SeenCounts {
  readonly timesSeen: number;
  readonly usersSeen: number;
}

/**
 * Whether the snooze no longer holds at `now`: its moment has come, or as many events or users as it allows have come
 * since it began. Counts inside a window need the events themselves and are judged where those arrive.
 */
export function snoozeHasRunOut(snooze: Snooze, { timesSeen, usersSeen }: SeenCounts, now: Date): boolean {
  if (snooze.until !== null && snooze.until <= now) return true;
  if (snooze.window === null && isUsedUp(snooze.count, timesSeen, snooze.timesSeenBaseline)) return true;
  return snooze.userWindow === null && isUsedUp(snooze.userCount, usersSeen, snooze.usersSeenBaseline);
}

/** How many more the snooze lets pass; null where it has no such condition. */
export function remaining(limit: number | null, seen: number, baseline: number | null): number | null {
  return limit === null ? null : Math.max(0, limit - (seen - (baseline ?? 0)));
}

function isUsedUp(limit: number | null, seen: number, baseline: number | null): boolean {
  return remaining(limit, seen, baseline) === 0;
}
