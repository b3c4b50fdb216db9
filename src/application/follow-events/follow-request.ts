import type { MetEvent } from '../../domain/lifecycle/met-events';
import type { JobRequest } from '../../persistence/compile/add-jobs';
import type { VisitedIssue } from './visited-issue';

/** Dates travel as texts. */
type Travelling<T> = {
  readonly [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K];
};

type TravellingIssue = Travelling<Omit<VisitedIssue, 'organizationId' | 'events'>> & {
  readonly events: readonly Travelling<MetEvent>[];
};

/** Events whose issues are to be looked at later. */
export interface FollowRequest {
  readonly organizationId: string;
  readonly metAt: string;
  readonly issues: readonly TravellingIssue[];
  /** Whether their projects' thresholds for new issues are measured first. */
  readonly measures: boolean;
}

/** The name of the job that looks at them. */
export const FOLLOW_JOB = 'follow-events';

/**
 * Asks for a look at issues that somebody held when the events came. Each request has a key of its own, so that neither
 * replaces another nor waits for one.
 */
export function lookAgain(visited: readonly VisitedIssue[], metAt: Date): JobRequest[] {
  const [first] = visited;
  if (first === undefined) return [];
  const [{ eventId }] = first.events;
  return [jobOf(visited, { metAt, measures: false, key: `${first.projectId}:${eventId}` })];
}

/** Asks for a look at new issues whose projects have no threshold yet; a later request for the same issue replaces one that waits. */
export function lookAfterMeasuring(visited: readonly VisitedIssue[], metAt: Date): JobRequest[] {
  return visited.map((issue) => jobOf([issue], { metAt, measures: true, key: `new:${issue.groupId}` }));
}

/** The issues of a request as they were when it was made. */
export function issuesOf({ organizationId, issues }: FollowRequest): readonly VisitedIssue[] {
  return issues.flatMap(({ events, quietSince, ...issue }) => {
    const [first, ...more] = events.map(arrived);
    if (first === undefined) return [];
    return [
      {
        ...issue,
        organizationId,
        quietSince: quietSince === null ? null : new Date(quietSince),
        events: [first, ...more],
      },
    ];
  });
}

function arrived({ timestamp, receivedAt, ...event }: Travelling<MetEvent>): MetEvent {
  return { ...event, timestamp: new Date(timestamp), receivedAt: new Date(receivedAt) };
}

function jobOf(
  visited: readonly VisitedIssue[],
  { metAt, measures, key }: { readonly metAt: Date; readonly measures: boolean; readonly key: string },
): JobRequest {
  const organizationId = visited[0]?.organizationId ?? '';
  const issues = visited.map(({ projectId, groupId, timesSeen, quietSince, events }) => ({
    projectId,
    groupId,
    timesSeen,
    quietSince,
    events,
  }));
  const payload = { organizationId, metAt, measures, issues };
  return { name: FOLLOW_JOB, key: `${FOLLOW_JOB}:${organizationId}:${key}`, payload, runAt: metAt };
}
