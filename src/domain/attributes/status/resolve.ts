import { NO_LINKS, type CommitLink } from '../../releases/group-link';
import type { Resolution } from '../../releases/resolution';
import type { IssueState } from '../../state/issue-state';
import { isResolvedOnlyByAge } from '../../state/shown-status';
import { activity, history, next, notice, type LogEntry, type Step } from '../../state/step';
import { assign } from '../assigned-to/assign';
import { shareLast } from '../share-last';
import type { ActingUser, MutationScope } from '../strategy';
import { subscriptionOfActor } from '../subscribe';
import { isMeant, RESOLVED_NOW, type ResolveMeaning } from './resolve-meaning';

/** Resolves an issue, or one that is resolved in another sense; a plain resolve does not undo "in a release". */
export function resolve(state: IssueState, scope: MutationScope, meaning: ResolveMeaning = RESOLVED_NOW): Step {
  const { actor, now } = scope;
  const activityId = scope.fresh.activityIds.get(state.id) ?? null;
  if (state.status === 'RESOLVED' && isMeant(state, meaning)) return next(state);
  if (state.status === 'RESOLVED' && !isResolvedOnlyByAge(state)) {
    const again = {
      ...state,
      resolution: resolutionOf(meaning, { scope, activityId }),
      commitLinks: commitLinksOf(state, meaning, now),
      subscription: subscriptionOfActor(state, 'STATUS_CHANGE', scope),
    };
    return next(again, logOf(meaning, { scope, activityId }));
  }
  const closed = state.openPeriod?.dateEnded === null;
  const resolved: IssueState = {
    ...state,
    resolution: resolutionOf(meaning, { scope, activityId }),
    commitLinks: commitLinksOf(state, meaning, now),
    subscription: subscriptionOfActor(state, 'STATUS_CHANGE', scope),
    status: 'RESOLVED',
    substatus: null,
    resolvedAt: now,
    inbox: null,
    snooze: null,
    forecast: null,
    openPeriod: closed
      ? { ...state.openPeriod, dateEnded: now, resolutionActivityId: activityId, userId: actor?.id ?? null }
      : state.openPeriod,
  };
  const log = logOf(meaning, { scope, activityId });
  return selfAssign(next(resolved, log), scope);
}

/** A call that resolves, and the line of the feed that will say so. */
interface Announcement {
  readonly scope: MutationScope;
  readonly activityId: string | null;
}

/** Nothing is left of an earlier resolution. */
function resolutionOf(
  { resolution }: ResolveMeaning,
  { scope: { actor, now }, activityId }: Announcement,
): Resolution | null {
  return resolution && { ...resolution, id: activityId ?? '', actorId: actor?.id ?? null, dateAdded: now };
}

/** Nothing is left of an earlier one here either, except the date of a link to the same commit. */
function commitLinksOf({ commitLinks }: IssueState, { commit }: ResolveMeaning, now: Date): readonly CommitLink[] {
  if (commit === null) return NO_LINKS;
  return [commitLinks.find(({ commitId }) => commitId === commit.commitId) ?? { ...commit, dateAdded: now }];
}

function logOf(meaning: ResolveMeaning, { scope: { actor }, activityId }: Announcement): readonly LogEntry[] {
  const ident = meaning.resolution && activityId;
  const line = { ...activity(meaning.activity, actor, meaning.data), id: activityId, ident };
  return [line, ...sharedLog(meaning, actor)];
}

const sharedLog = shareLast((meaning: ResolveMeaning, actor: ActingUser | null): readonly LogEntry[] => [
  history(meaning.history, actor),
  notice('issue.resolved', meaning.notice),
]);

/** Where the user asked for it, who resolves an issue that nobody has takes it; an explicit assignee always wins. */
function selfAssign({ state, log }: Step & { refused: false }, scope: MutationScope): Step {
  const { actor, changes } = scope;
  if (!actor?.selfAssignOnResolve || state.assignee !== null || changes.assignedTo !== undefined) {
    return next(state, log);
  }
  const assigned = assign(state, { to: asAssignee(actor) }, scope);
  return next(assigned.state, [...log, ...assigned.log]);
}

const asAssignee = shareLast((actor: ActingUser) => ({ ...actor, type: 'user', memberCount: 1 }) as const);
