import { createHash } from 'node:crypto';
import { readEventId } from '../../domain/events/event-id';
import type { LinesByKind } from '../../domain/import/import-contents';
import type { EventLine } from '../../domain/import/line-shapes';
import type { Executor } from '../../persistence/statement';
import { judgeEvent } from '../ingest-events/judge-event';
import { recordEvents } from '../ingest-events/record-events';
import type { ImportContext } from './import-context';
import { imported, type Imported } from './imported';
import { idOf } from './references';

/** Records events as if they came in, at the moments that they name; one that was recorded ever before is left out. */
export async function importEvents(
  tx: Executor,
  { organizationId, references, now }: ImportContext,
  lines: LinesByKind['event'],
): Promise<Imported> {
  if (lines.length === 0) return imported(new Set(), [], []);
  const judged = lines.map(({ content }) => {
    const { payload: event, receivedAt = now } = content;
    const projectId = idOf(references, 'project', content.project);
    const payload = JSON.stringify(event);
    const eventId = readEventId(event['event_id']) ?? madeEventId(content, payload);
    return judgeEvent({ organizationId, projectId, eventId, payload, event, senderAddress: null }, receivedAt, true);
  });
  const recorded = await recordEvents(tx, judged, { now, knownSince: new Date(0), countsDropped: false, isPast: true });
  const accepted = [...recorded].filter(([, became]) => became === 'ACCEPTED').map(([event]) => event);
  const keys = accepted.map(({ projectId, eventId }) => `${projectId}:${eventId}`);
  return imported(new Set(keys), [], []);
}

/** An event without an id gets the same one each time, so that a second import finds it. */
function madeEventId({ project, receivedAt }: EventLine, payload: string): string {
  const text = JSON.stringify([project, receivedAt ?? null, payload]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
