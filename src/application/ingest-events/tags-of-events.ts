import { isSearchedTag } from '../../domain/events/tags';
import type { EventRow } from '../../persistence/compile/ingest/insert-events';
import type { TagValue } from '../../persistence/compile/ingest/keep-tag-values';

/** What searches shall find the events' issues by: each key and value of an issue once. */
export function tagsOfEvents(events: readonly EventRow[]): readonly TagValue[] {
  const met = new Map<string, TagValue>();
  for (const { organizationId, groupId, tags } of events) {
    for (const [key, value] of Object.entries(tags)) {
      // Neither part can hold a NUL.
      if (isSearchedTag(key)) met.set([groupId, key, value].join('\0'), { organizationId, groupId, key, value });
    }
  }
  return [...met.values()];
}
