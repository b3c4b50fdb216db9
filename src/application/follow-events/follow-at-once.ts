import { uncoveredEvent } from '../../domain/lifecycle/regress';
import { addJobs, type JobRequest } from '../../persistence/compile/add-jobs';
import {
  findChangeableGroups,
  findGroupsToFollow,
  type GroupToFollow,
} from '../../persistence/read/find-groups-to-follow';
import { readResolutions } from '../../persistence/read/read-resolutions';
import { tryToLockGroups } from '../../persistence/read/try-to-lock-groups';
import type { Executor } from '../../persistence/statement';
import { carryOutTransitions } from './carry-out-transitions';
import { readEventFacts } from './event-facts';
import { lookAfterMeasuring, lookAgain } from './follow-request';
import type { VisitedIssue } from './visited-issue';

/**
 * Lets issues change with the events that came to them, in the transaction that counts the events: of two that come at
 * the same time the second waits for the counters, and finds what the first has made of the issue. Waits for nobody who
 * changes issues: one that somebody holds is left to a job that is queued in the same transaction.
 */
export async function followAtOnce(tx: Executor, visited: readonly VisitedIssue[], now: Date): Promise<void> {
  const changeable = await findChangeableGroups(tx, visited, now);
  if (changeable.size === 0) return;
  const candidates = visited.filter(({ groupId }) => changeable.has(groupId));
  const found = await findGroupsToFollow(tx, candidates, now);
  const byId = new Map(candidates.map((issue) => [issue.groupId, issue]));
  const requests: JobRequest[] = [];
  for (const groups of byOrganization(found)) {
    // One organization after the other, on one connection; seldom has more than one anything to change.
    // eslint-disable-next-line no-await-in-loop
    requests.push(...(await followInOrganization(tx, { groups, visited: byId, now })));
  }
  if (requests.length > 0) await tx.rows(addJobs(requests));
}

/** Issues of one organization that may change. */
interface Candidates {
  readonly groups: readonly GroupToFollow[];
  readonly visited: ReadonlyMap<string, VisitedIssue>;
  readonly now: Date;
}

/** Answers what is left to jobs. */
async function followInOrganization(tx: Executor, candidates: Candidates): Promise<JobRequest[]> {
  const { groups, visited, now } = candidates;
  const organizationId = groups[0]?.organizationId ?? '';
  const issuesOf = (some: readonly GroupToFollow[]): VisitedIssue[] =>
    some.flatMap(({ groupId }) => visited.get(groupId) ?? []);
  // A later request replaces an earlier one, and only the first event tells that an issue was quiet: that one is at once.
  const unmeasured = issuesOf(groups.filter(({ needsThreshold, wasOverAge }) => needsThreshold && !wasOverAge));
  const measured = groups.filter(({ needsThreshold, wasOverAge }) => !needsThreshold || wasOverAge);
  const open = issuesOf(measured.filter(({ status }) => status !== 'RESOLVED'));
  const resolved = issuesOf(groups.filter(({ status }) => status === 'RESOLVED'));
  const wanted = [...open, ...(await uncovered(tx, { organizationId, resolved, now }))];
  const ids = wanted.map(({ groupId }) => groupId);
  const locked = ids.length === 0 ? [] : await tryToLockGroups(tx, organizationId, ids);
  await carryOutTransitions(tx, { organizationId, locked, visited, metAt: now, now });
  const held = new Set(locked.map(({ id }) => id));
  const left = wanted.filter(({ groupId }) => !held.has(groupId));
  return [...lookAgain(left, now), ...lookAfterMeasuring(unmeasured, now)];
}

/** Those that no release covers, as far as can be seen without a lock: an issue that stays resolved is often met, and not to be held each time. */
async function uncovered(
  tx: Executor,
  { organizationId, resolved, now }: { organizationId: string; resolved: readonly VisitedIssue[]; now: Date },
): Promise<readonly VisitedIssue[]> {
  if (resolved.length === 0) return [];
  const ids = resolved.map(({ groupId }) => groupId);
  const { resolutions, commitLinks } = await readResolutions(tx, organizationId, ids);
  const subjects = resolved.map((visited) => ({
    visited,
    state: {
      ...({ status: 'RESOLVED', substatus: null, snooze: null, resolvedAt: null } as const),
      resolution: resolutions.get(visited.groupId) ?? null,
      commitLinks: commitLinks.get(visited.groupId) ?? [],
    },
  }));
  const factsOf = await readEventFacts(tx, { organizationId, metAt: now, subjects });
  return subjects
    .filter((subject) => {
      const { events } = subject.visited;
      return uncoveredEvent(subject.state, { events, facts: factsOf(subject), now }) !== null;
    })
    .map(({ visited }) => visited);
}

function byOrganization(groups: readonly GroupToFollow[]): readonly (readonly GroupToFollow[])[] {
  const organizations = new Map<string, GroupToFollow[]>();
  for (const group of groups) {
    const others = organizations.get(group.organizationId);
    if (others === undefined) organizations.set(group.organizationId, [group]);
    else others.push(group);
  }
  return [...organizations.values()];
}
