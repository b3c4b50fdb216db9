import { NO_LINKS } from '../releases/group-link';
import type { Release } from '../releases/release';
import { resolutionHolds } from '../releases/resolution-holds';
import { parseVersion } from '../releases/version';
import { isOverAge } from '../state/shown-status';
import type { IssueState } from '../state/issue-state';
import { activity, history, next, notice } from '../state/step';
import type { MetEvent, MetEvents } from './met-events';
import { openedPeriod, type Transition } from './transition';

/** What decides which events a resolution covers. */
export type ResolvedPart = Pick<IssueState, 'resolvedAt' | 'resolution'>;

/** The first event that tells that an issue which counted as resolved is not; null: it did not, or none does. */
export function regressingEvent(state: IssueState, met: MetEvents): MetEvent | null {
  if (state.status === 'RESOLVED') return uncoveredEvent(resolvedPart(state), met);
  return wasOverAge(state, met) ? met.events[0] : null;
}

/**
 * The first event that no resolution in a release or commit covers; null: there is none. An event that had come before
 * somebody resolved the issue tells nothing, although it is recorded afterwards.
 */
export function uncoveredEvent(
  { resolvedAt, resolution }: ResolvedPart,
  { events, facts }: MetEvents,
): MetEvent | null {
  const { releases, followsSemver, waitsForCommit } = facts;
  if (waitsForCommit) return null;
  const named = (version: string | null | undefined): Release | null => releases.get(version ?? '') ?? null;
  const inReleases = resolution && {
    ...resolution,
    release: named(resolution.releaseVersion),
    currentRelease: named(resolution.currentReleaseVersion),
  };
  const regresses = ({ receivedAt, version }: MetEvent): boolean =>
    (resolvedAt === null || receivedAt >= resolvedAt) &&
    !resolutionHolds(inReleases, { release: named(version), followsSemver });
  return events.find(regresses) ?? null;
}

/** Opens an issue again that was resolved, because an event has shown that it is not. */
export function regress(state: IssueState, { eventId, version, timestamp }: MetEvent, met: MetEvents): Transition {
  const { facts, now } = met;
  const { resolution } = state;
  const release = facts.releases.get(version ?? '') ?? null;
  const removed = resolution && {
    follows_semver: facts.followsSemver && parseVersion(version ?? '') !== null,
    resolved_in_version: resolution.releaseVersion ?? resolution.futureReleaseVersion,
  };
  const activeAt = activeSince(state, timestamp, now);
  const regressed: IssueState = {
    ...state,
    status: 'UNRESOLVED',
    substatus: 'REGRESSED',
    resolvedAt: null,
    activeAt,
    inbox: state.inbox ?? { reason: 'REGRESSION', reasonDetails: null, dateAdded: now },
    snooze: null,
    forecast: null,
    resolution: null,
    commitLinks: NO_LINKS,
    openPeriod: openedPeriod(state.openPeriod, activeAt),
  };
  return next(regressed, [
    activity('SET_REGRESSION', null, { event_id: eventId, version: release?.version ?? '', ...removed }),
    history('REGRESSED', null),
    notice('issue.regressed'),
  ]);
}

/**
 * When it happened; but an event that is told of later than the project's resolve age would leave the issue resolved by
 * its age, and so each further one would bring it back anew.
 */
function activeSince(state: IssueState, timestamp: Date, now: Date): Date {
  const activeAt = timestamp > state.lastSeen ? timestamp : state.lastSeen;
  return isOverAge({ ...state, status: 'UNRESOLVED', activeAt }, now) ? now : activeAt;
}

/** What nobody has resolved, but for its age, comes back with any event. */
function resolvedPart({ openPeriod, resolvedAt, resolution }: IssueState): ResolvedPart {
  return { resolvedAt: openPeriod === null || openPeriod.userId === null ? null : resolvedAt, resolution };
}

/** Whether the issue was shown as resolved until the events came, because it had been quiet for so long. */
function wasOverAge(state: IssueState, { facts: { quietSince }, now }: MetEvents): boolean {
  return quietSince !== null && isOverAge({ ...state, lastSeen: quietSince }, now);
}
