import type { EventFacts } from '../../domain/lifecycle/met-events';
import { windowsOf } from '../../domain/snooze/snooze-end';
import type { IssueState } from '../../domain/state/issue-state';
import { THRESHOLD_HOURS } from '../../domain/escalation/new-issue';
import {
  countInWindows,
  findReleasedCommits,
  readEventsOfHour,
  readNewIssueThresholds,
  readReleasesOfVersions,
} from '../../persistence/read/read-event-facts';
import { readProjectReleases } from '../../persistence/read/read-project-releases';
import type { Executor } from '../../persistence/statement';
import type { VisitedIssue } from './visited-issue';

const HOUR_MS = 60 * 60 * 1_000;
/** Besides the day for which it is good: a threshold that is a little too old is better than none. */
const THRESHOLD_GRACE = 2;

/** An issue with what says which facts concern it. */
export interface FactSubject {
  readonly visited: VisitedIssue;
  readonly state: Pick<IssueState, 'status' | 'substatus' | 'snooze' | 'resolution' | 'commitLinks'>;
}

/** Issues of one organization, and when the events came. */
export interface FactQuestion {
  readonly organizationId: string;
  readonly metAt: Date;
  readonly subjects: readonly FactSubject[];
}

/** Looks up what the events of issues are judged by, one query a kind, and none that no issue asks for, all together; answers the facts of each. */
export async function readEventFacts(
  tx: Executor,
  question: FactQuestion,
): Promise<(subject: FactSubject) => EventFacts> {
  const [releases, semver, released, hours, windows, thresholds] = await Promise.all([
    readReleases(tx, question),
    readSemver(tx, question),
    readReleased(tx, question),
    readHours(tx, question),
    readWindows(tx, question),
    readThresholds(tx, question),
  ]);
  return ({ visited: { groupId, projectId, quietSince }, state: { commitLinks } }) => ({
    releases,
    followsSemver: semver.get(projectId)?.followsSemver ?? false,
    waitsForCommit: commitLinks.length > 0 && !released.has(commitLinks.at(-1)?.commitId ?? ''),
    eventsOfHour: hours.get(groupId) ?? 0,
    inWindow: windows.get(groupId) ?? { events: 0, users: 0 },
    newIssueThreshold: thresholds.get(projectId) ?? null,
    quietSince,
  });
}

/** Those that the resolutions and the events name. An archived issue looks at none. */
async function readReleases(tx: Executor, { organizationId, subjects }: FactQuestion) {
  const versions = subjects.flatMap(({ visited: { events }, state: { status, resolution } }) =>
    status === 'IGNORED'
      ? []
      : [
          ...events.map(({ version }) => version),
          resolution?.releaseVersion ?? null,
          resolution?.currentReleaseVersion ?? null,
        ],
  );
  const named = [...new Set(versions)].filter((version) => version !== null);
  return named.length === 0 ? new Map<string, never>() : readReleasesOfVersions(tx, organizationId, named);
}

async function readSemver(tx: Executor, { organizationId, subjects }: FactQuestion) {
  const projectIds = projectsOf(subjects.filter(({ state: { resolution } }) => resolution !== null));
  return projectIds.length === 0 ? new Map<string, never>() : readProjectReleases(tx, { organizationId, projectIds });
}

async function readReleased(tx: Executor, { organizationId, subjects }: FactQuestion): Promise<ReadonlySet<string>> {
  const ids = [...new Set(subjects.flatMap(({ state }) => state.commitLinks.at(-1)?.commitId ?? []))];
  return ids.length === 0 ? new Set() : findReleasedCommits(tx, organizationId, ids);
}

async function readHours(tx: Executor, { organizationId, metAt, subjects }: FactQuestion) {
  const escalating = subjects.filter(({ state }) => state.substatus === 'ARCHIVED_UNTIL_ESCALATING');
  const ids = escalating.map(({ visited }) => visited.groupId);
  return ids.length === 0 ? new Map<string, never>() : readEventsOfHour(tx, { organizationId, now: metAt }, ids);
}

async function readWindows(tx: Executor, { organizationId, metAt, subjects }: FactQuestion) {
  const windows = subjects.flatMap(({ visited: { groupId }, state: { snooze } }) => {
    const since = snooze && windowsOf(snooze, metAt);
    return since === null || (since.events ?? since.users) === null ? [] : [{ groupId, ...since }];
  });
  return windows.length === 0 ? new Map<string, never>() : countInWindows(tx, organizationId, windows);
}

async function readThresholds(tx: Executor, { organizationId, metAt, subjects }: FactQuestion) {
  const projectIds = projectsOf(subjects.filter(({ state }) => state.substatus === 'NEW'));
  const since = new Date(metAt.getTime() - THRESHOLD_GRACE * THRESHOLD_HOURS * HOUR_MS);
  return projectIds.length === 0
    ? new Map<string, never>()
    : readNewIssueThresholds(tx, { organizationId, since }, projectIds);
}

function projectsOf(subjects: readonly FactSubject[]): readonly string[] {
  return [...new Set(subjects.map(({ visited }) => visited.projectId))];
}
