import { createHash } from 'node:crypto';
import { readEventFacts, type EventFacts } from '../../domain/events/event-facts';
import type { IncomingEvent } from './incoming-event';

/** An event with what it says and what it is grouped by; the parsed text, which takes most memory, is let go. */
export interface JudgedEvent extends Omit<IncomingEvent, 'event'> {
  readonly facts: EventFacts;
  readonly receivedAt: Date;
  /** The hash of its fingerprint, 32 hex digits. */
  readonly hash: string;
  /** The hash of its user, 32 hex digits; null for nobody. */
  readonly userKey: string | null;
}

/** Reads an incoming event; never fails, whatever it holds. A record of old counts for the time that it names. */
export function judgeEvent(incoming: IncomingEvent, receivedAt: Date, isRecord = false): JudgedEvent {
  const { event, ...kept } = incoming;
  const facts = readEventFacts(event, { receivedAt, senderAddress: incoming.senderAddress, isRecord });
  return {
    ...kept,
    facts,
    receivedAt,
    hash: hashOfFingerprint(facts.fingerprint),
    userKey: facts.user === null ? null : digest(facts.user),
  };
}

/** What a fingerprint's issue is found by: 32 hex digits. */
export function hashOfFingerprint(parts: readonly string[]): string {
  return digest(JSON.stringify(parts));
}

/** 128 bits of SHA-256: MD5 would do, but some systems forbid it. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
