import type {
  ActingUser,
  Assignee,
  FactReader,
  MutationScope,
  StrategyScope,
} from '../../../src/domain/attributes/strategy';
import type { ChangeKey } from '../../../src/domain/attributes/changes';
import { NO_RELEASE_FACTS } from '../../../src/domain/releases/release-facts';
import type { Snooze } from '../../../src/domain/snooze/snooze';
import type { IssueState } from '../../../src/domain/state/issue-state';
import type { LogEntry, Step } from '../../../src/domain/state/step';

/** The moment of the call in tests without a database. */
export const NOW = new Date('2026-12-01T12:00:00.000Z');
const MINUTE_MS = 60_000;

/** So many minutes before NOW. */
export function ago(minutes: number): Date {
  return new Date(NOW.getTime() - minutes * MINUTE_MS);
}

/** An issue that came an hour ago: UNRESOLVED/NEW, priority MEDIUM, in the inbox, assigned to nobody. */
export function issueState(given: Partial<IssueState> = {}): IssueState {
  return {
    id: '1',
    projectId: '10',
    category: 'ERROR',
    firstSeen: ago(60),
    lastSeen: ago(10),
    timesSeen: 5,
    usersSeen: 2,
    resolveAge: null,
    initialPriority: 'MEDIUM',
    version: 3,
    changedAt: ago(60),
    status: 'UNRESOLVED',
    substatus: 'NEW',
    resolvedAt: null,
    activeAt: ago(60),
    priority: 'MEDIUM',
    priorityLockedAt: null,
    assignee: null,
    inbox: { reason: 'NEW', reasonDetails: null, dateAdded: ago(60) },
    snooze: null,
    openPeriod: { id: '7', dateStarted: ago(60), dateEnded: null, resolutionActivityId: null, userId: null },
    subscription: null,
    bookmark: null,
    seen: null,
    share: null,
    mergedInto: null,
    deletion: null,
    forecast: null,
    resolution: null,
    commitLinks: [],
    ...given,
  };
}

/** An issue that was resolved half an hour ago. */
export function resolvedState(given: Partial<IssueState> = {}): IssueState {
  return issueState({
    status: 'RESOLVED',
    substatus: null,
    resolvedAt: ago(30),
    inbox: null,
    openPeriod: { id: '7', dateStarted: ago(60), dateEnded: ago(30), resolutionActivityId: '70', userId: '5' },
    ...given,
  });
}

/** An issue that is archived forever. */
export function archivedState(given: Partial<IssueState> = {}): IssueState {
  return issueState({ status: 'IGNORED', substatus: 'ARCHIVED_FOREVER', inbox: null, ...given });
}

/** A snooze without any condition, set by the acting user half a minute ago. */
export function snoozeOf(given: Partial<Snooze>): Snooze {
  return {
    until: null,
    count: null,
    window: null,
    userCount: null,
    userWindow: null,
    timesSeenBaseline: null,
    usersSeenBaseline: null,
    actorId: '5',
    dateAdded: ago(0.5),
    ...given,
  };
}

export const ACTOR: ActingUser = {
  id: '5',
  name: 'Ann',
  email: 'ann@example.com',
  selfAssignOnResolve: false,
  teamIds: new Set(['50']),
};

/** What a strategy sees: ACTOR calls at NOW for several issues; the activity of issue 1 is to be 900. */
export function scope<K extends ChangeKey>(given: Partial<StrategyScope<K>> = {}): StrategyScope<K> {
  const common: MutationScope = {
    actor: ACTOR,
    now: NOW,
    operationId: '400',
    changes: {},
    single: false,
    fresh: {
      activityIds: new Map([['1', '900']]),
      shareIds: new Map([['1', 'c0ffee00c0ffee00c0ffee00c0ffee00']]),
      tombstoneIds: new Map([['1', '600']]),
    },
  };
  return { ...common, facts: undefined, ...given } as StrategyScope<K>;
}

/** Finds nothing but what is given. */
export function factReader(given: Partial<FactReader> = {}): FactReader {
  return {
    assignee: () => Promise.resolve(null),
    projectsWith: () => Promise.resolve(new Set()),
    recentEvents: () => Promise.resolve(new Map()),
    releases: () => Promise.resolve(NO_RELEASE_FACTS),
    ...given,
  };
}

/** A user who sees project 10. */
export function user(given: Partial<Assignee> = {}): Assignee {
  const person = { type: 'user', id: '6', name: 'Ben', email: 'ben@example.com' } as const;
  return { ...person, projectIds: new Set(['10']), memberCount: 1, ...given };
}

/** A team that sees project 10. */
export function team(given: Partial<Assignee> = {}): Assignee {
  return { type: 'team', id: '50', name: 'core', email: null, projectIds: new Set(['10']), memberCount: 3, ...given };
}

/** The accepted step; fails the test where the issue refuses. */
export function accepted(step: Step): Step & { refused: false } {
  if (step.refused) throw new Error(`refused: ${step.code}`);
  return step;
}

/** The log in short: `activity SET_PRIORITY 5 {"priority":"high"}`. */
export function logLines(log: readonly LogEntry[]): string[] {
  return log.map((entry) => {
    switch (entry.log) {
      case 'activity':
        return `activity ${entry.type} ${entry.userId ?? 'system'} ${JSON.stringify(entry.data)}`;
      case 'history':
        return `history ${entry.status} ${entry.userId ?? 'system'}`;
      case 'notice':
        return `notice ${entry.type} ${JSON.stringify(entry.data)}`;
      case 'assignee-change':
        return `assignee ${nameOf(entry.from)} to ${nameOf(entry.to)}`;
    }
  });
}

function nameOf(actor: { type: string; id: string } | null): string {
  return actor === null ? 'nobody' : `${actor.type} ${actor.id}`;
}
