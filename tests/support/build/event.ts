import { randomUUID } from 'node:crypto';
import type { IncomingEvent } from '../../../src/application/ingest-events/incoming-event';
import type { JsonObject } from '../../../src/domain/events/untrusted-json';
import type { TestProject } from './organization';

export interface EventOptions {
  readonly eventId?: string;
  readonly senderAddress?: string | null;
}

/** An event as it comes from an SDK with the given content. */
export function incomingEvent(
  project: Pick<TestProject, 'id' | 'organizationId'>,
  event: JsonObject,
  { eventId = randomUUID().replaceAll('-', ''), senderAddress = null }: EventOptions = {},
): IncomingEvent {
  return {
    organizationId: project.organizationId,
    projectId: project.id,
    eventId,
    payload: JSON.stringify(event),
    event,
    senderAddress,
  };
}
