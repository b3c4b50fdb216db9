import type { JsonObject } from '../../domain/events/untrusted-json';

/** An event as it came in, its project's key already checked. */
export interface IncomingEvent {
  readonly organizationId: string;
  readonly projectId: string;
  /** 32 lower-case hex digits. */
  readonly eventId: string;
  /** The JSON text as it was sent, kept as it is. */
  readonly payload: string;
  /** The same, parsed. */
  readonly event: JsonObject;
  readonly senderAddress: string | null;
}

/** What became of an event; a DUPLICATE was recorded before and is not counted again, a DISCARDED one counts for its tombstone. */
export interface IngestedEvent {
  readonly eventId: string;
  readonly outcome: 'ACCEPTED' | 'DISCARDED' | 'DUPLICATE';
}
