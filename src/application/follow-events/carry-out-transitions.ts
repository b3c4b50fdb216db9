import type { StateRow } from '../../domain/attributes/strategy';
import { followEvents } from '../../domain/lifecycle/follow-events';
import { difference } from '../../domain/state/difference';
import type { LogEntry } from '../../domain/state/step';
import { nameResolvingReleases } from '../../persistence/compile/lifecycle/name-resolving-releases';
import type { LockedGroup } from '../../persistence/read/lock-groups';
import { readIssueStates } from '../../persistence/read/read-issue-states';
import type { Executor } from '../../persistence/statement';
import { writeChanges, type ChangedIssue } from '../bulk-mutate-issues/write-changes';
import { readEventFacts } from './event-facts';
import type { VisitedIssue } from './visited-issue';

/** What the transitions look at and write. */
const ROWS: ReadonlySet<StateRow> = new Set(['counts', 'forecast', 'inbox', 'openPeriod', 'resolution', 'snooze']);

/** Locked issues of one organization that events came to. */
export interface TransitionsToCarryOut {
  readonly organizationId: string;
  readonly locked: readonly LockedGroup[];
  /** By issue. */
  readonly visited: ReadonlyMap<string, VisitedIssue>;
  /** When the events came. */
  readonly metAt: Date;
  readonly now: Date;
}

/** Lets locked issues become what the events make of them, as a mutation would: inbox, feed, history, periods, outbox. */
export async function carryOutTransitions(tx: Executor, request: TransitionsToCarryOut): Promise<void> {
  const { organizationId, locked, metAt, now } = request;
  if (locked.length === 0) return;
  const states = await readIssueStates(tx, { organizationId, locked, userId: null, rows: ROWS });
  const subjects = states.flatMap((state) => {
    const visited = request.visited.get(state.id);
    return visited === undefined ? [] : [{ visited, state }];
  });
  const factsOf = await readEventFacts(tx, { organizationId, metAt, subjects });
  const changed = subjects.flatMap(({ visited, state }): ChangedIssue[] => {
    const transition = followEvents(state, { events: visited.events, facts: factsOf({ visited, state }), now });
    const change = transition && difference({ stored: state, first: state, last: transition.state }, now);
    return change === null ? [] : [{ difference: change, log: transition?.log ?? [] }];
  });
  await writeChanges(tx, changed, { organizationId, operationId: null, actorId: null, now });
  await nameReleases(tx, organizationId, changed);
}

/** The feed names the releases that were still to come when the issues were resolved in them. */
async function nameReleases(tx: Executor, organizationId: string, changed: readonly ChangedIssue[]): Promise<void> {
  const lines = changed.flatMap(({ difference: { stored }, log }) => {
    const version = regressedWith(log);
    return stored.resolution === null || version === ''
      ? []
      : [{ groupId: stored.id, activityId: stored.resolution.id, version }];
  });
  if (lines.length > 0) await tx.count(nameResolvingReleases(organizationId, lines));
}

/** The version in which an issue has come back; '': none that is known, or it has not. */
function regressedWith(log: readonly LogEntry[]): string {
  const line = log.find((entry) => entry.log === 'activity' && entry.type === 'SET_REGRESSION');
  const version = line?.log === 'activity' ? line.data?.['version'] : null;
  return typeof version === 'string' ? version : '';
}
