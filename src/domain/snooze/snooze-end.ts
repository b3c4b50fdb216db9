import { snoozeHasRunOut, type SeenCounts, type Snooze } from './snooze';

const MINUTE_MS = 60_000;

/** What an issue has met within the windows of its snooze; zero where it has none. */
export interface WindowCounts {
  readonly events: number;
  readonly users: number;
}

/** Everything that a snooze counts. */
export interface SnoozeCounts extends SeenCounts {
  readonly inWindow: WindowCounts;
}

/** Since when a snooze counts events and users at `now`; null: not within a window. */
export function windowsOf(
  { window, userWindow }: Snooze,
  now: Date,
): Readonly<Record<'events' | 'users', Date | null>> {
  return { events: beginning(window, now), users: beginning(userWindow, now) };
}

/** Whether the snooze no longer holds at `now`, counts within windows included. */
export function snoozeHasEnded(snooze: Snooze, counts: SnoozeCounts, now: Date): boolean {
  const { count, window, userCount, userWindow } = snooze;
  const { events, users } = counts.inWindow;
  if (snoozeHasRunOut(snooze, counts, now)) return true;
  return (
    (window !== null && count !== null && events >= count) ||
    (userWindow !== null && userCount !== null && users >= userCount)
  );
}

/** How many events the snooze has counted of those that it lets pass; null: it counts no events. */
export function countedEvents({ count, window, timesSeenBaseline }: Snooze, counts: SnoozeCounts): number | null {
  if (count === null) return null;
  return window === null ? counts.timesSeen - (timesSeenBaseline ?? 0) : counts.inWindow.events;
}

function beginning(minutes: number | null, now: Date): Date | null {
  return minutes === null ? null : new Date(now.getTime() - minutes * MINUTE_MS);
}
