import { NO_RELEASE_FACTS } from '../../releases/release-facts';
import type { StatusChange } from '../changes';
import type { FactReader, StatusFacts } from '../strategy';

/** Looks up what the form of the status asks for, and nothing else. */
export async function loadStatusFacts(change: StatusChange, read: FactReader): Promise<StatusFacts> {
  const untilEscalating = change.kind === 'archive' && change.archive.substatus === 'ARCHIVED_UNTIL_ESCALATING';
  const form = change.kind === 'resolve' ? change.form : undefined;
  return {
    recentEvents: untilEscalating ? await read.recentEvents() : new Map(),
    releases: form === undefined ? NO_RELEASE_FACTS : await read.releases(form),
  };
}
