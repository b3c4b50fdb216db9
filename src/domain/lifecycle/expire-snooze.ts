import type { IssueState } from '../state/issue-state';
import { endSnooze } from './end-snooze';
import type { Transition } from './transition';

/**
 * Ends the archive of an issue whose moment has come. It counts as active since that moment, however late anybody
 * notices: as it was shown all along. null: the moment has not come, or the issue is not archived.
 */
export function expireSnooze(state: IssueState, now: Date): Transition | null {
  const until = state.snooze?.until ?? null;
  if (state.status !== 'IGNORED' || until === null || until > now) return null;
  return endSnooze(state, { now, eventId: null });
}
