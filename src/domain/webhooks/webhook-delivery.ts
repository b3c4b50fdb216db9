import type { DeliveredEvent } from './webhook-event';

/** How a delivery goes: not yet made, answered with 2xx, or given up. */
export const DELIVERY_STATES = ['PENDING', 'DELIVERED', 'DEAD'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Issues that one delivery names; an event of more becomes several. */
export const ISSUES_PER_DELIVERY = 500;
/** How long a delivery is tried. */
export const DELIVERY_LIFETIME_MS = 3 * 24 * 60 * 60 * 1_000;
/** Characters of an answer that are kept. */
export const MAX_ANSWER_LENGTH = 1_000;

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60 * 60 * 1_000;

/** What the body of a delivery is made of. */
export interface DeliveryContent {
  readonly event: DeliveredEvent;
  readonly operationId: string | null;
  readonly actorId: string | null;
  readonly issueIds: readonly string[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly occurredAt: Date;
}

/** How long to wait after a number of failures: twice as long each time, up to an hour, less up to a quarter by chance (0 to 1). */
export function pauseAfter(attempts: number, chance: number): number {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
  return Math.round(pause * (1 - chance / 4));
}
