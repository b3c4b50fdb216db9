import type { MetEvent, MetEvents } from '../../domain/lifecycle/met-events';
import type { EventRow } from '../../persistence/compile/ingest/insert-events';
import type { CountedGroup } from '../../persistence/compile/ingest/count-events';

/** An issue that events came to. */
export interface VisitedIssue {
  readonly organizationId: string;
  readonly projectId: string;
  readonly groupId: string;
  /** These events included. */
  readonly timesSeen: number;
  /** When its latest event before these happened; null: there was none. */
  readonly quietSince: Date | null;
  /** In the order of arrival. */
  readonly events: MetEvents['events'];
}

/** The issues of recorded events, with the events of each. */
export function visitedIssues(rows: readonly EventRow[], counted: readonly CountedGroup[]): readonly VisitedIssue[] {
  const events = new Map<string, [MetEvent, ...MetEvent[]]>();
  for (const { groupId, eventId, timestamp, receivedAt, release } of rows) {
    const event: MetEvent = { eventId, timestamp, receivedAt, version: release };
    const earlier = events.get(groupId);
    if (earlier === undefined) events.set(groupId, [event]);
    else earlier.push(event);
  }
  return counted.flatMap((group) => {
    const met = events.get(group.groupId);
    return met === undefined ? [] : [{ ...group, events: met }];
  });
}
