import { randomUUID } from 'node:crypto';
import { ENVELOPE_PROBLEMS, parseEnvelope } from '../domain/events/envelope';
import { readEventId } from '../domain/events/event-id';
import { parseJsonObject, type JsonObject } from '../domain/events/untrusted-json';
import { IngestError } from './ingest-error';

/** The id of each locks something while it is recorded, and the database has room for a limited number of locks. */
const MAX_EVENTS = 100;

/** An event of a request, not yet of a project. */
export interface SentEvent {
  readonly eventId: string;
  readonly payload: string;
  readonly event: JsonObject;
}

/** What a request holds for us. */
export interface SentRequest {
  /** What the answer names; null where the client named none and sent no event. */
  readonly id: string | null;
  readonly dsn: unknown;
  readonly events: readonly SentEvent[];
}

/** The body of `/store/`: one event. */
export function readStoreRequest(body: Buffer): SentRequest {
  const event = readEvent(body, undefined);
  return { id: event.eventId, dsn: null, events: [event] };
}

/** The body of `/envelope/`; of its items only events are looked at. */
export function readEnvelopeRequest(body: Buffer): SentRequest {
  const envelope = parseEnvelope(body);
  if (typeof envelope === 'string') throw new IngestError(400, ENVELOPE_PROBLEMS[envelope]);
  const { header, items } = envelope;
  const sent = items.filter(({ type }) => type === 'event');
  if (sent.length > MAX_EVENTS) throw new IngestError(413, `An envelope may hold at most ${MAX_EVENTS} events.`);
  const events = sent.map(({ payload }) => readEvent(payload, header['event_id']));
  return { id: events[0]?.eventId ?? readEventId(header['event_id']), dsn: header['dsn'], events };
}

function readEvent(bytes: Buffer, idOfEnvelope: unknown): SentEvent {
  const payload = bytes.toString('utf8');
  const event = parseJsonObject(payload);
  if (event === null) throw new IngestError(400, 'The event is not a JSON object.');
  const eventId = readEventId(event['event_id']) ?? readEventId(idOfEnvelope) ?? randomUUID().replaceAll('-', '');
  return { eventId, payload, event };
}
