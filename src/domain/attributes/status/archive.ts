import { forecast, type Forecast } from '../../escalation/forecast';
import { CATEGORY_RULES } from '../../group-category';
import { HISTORY_OF_SUBSTATUS } from '../../history-status';
import { NO_LINKS } from '../../releases/group-link';
import type { Snooze } from '../../snooze/snooze';
import type { IssueState } from '../../state/issue-state';
import { activity, history, next, notice, type Step } from '../../state/step';
import type { Archive, SnoozeConditions } from '../changes';
import type { MutationScope, StatusFacts } from '../strategy';
import { subscribeActor } from '../subscribe';

const MINUTE_MS = 60_000;
/** An equal duration asked again within this time is the same wish, not a longer one. */
const SAME_DURATION_MS = 60_000;

/** A call that archives, with what it has looked up. */
type ArchivingScope = MutationScope & { readonly facts: StatusFacts };

/** Archives an issue, or archives it anew where it is archived with another meaning. */
export function archive(state: IssueState, asked: Archive, scope: ArchivingScope): Step {
  const conditions = asked.substatus === 'ARCHIVED_UNTIL_CONDITION_MET' ? asked.conditions : null;
  if (state.status === 'IGNORED' && state.substatus === asked.substatus && isSame(state.snooze, conditions, scope)) {
    return next(state);
  }
  const snooze = conditions && begin(state, conditions, scope);
  const archived: IssueState = {
    ...state,
    status: 'IGNORED',
    substatus: asked.substatus,
    resolvedAt: null,
    inbox: null,
    snooze,
    resolution: null,
    commitLinks: NO_LINKS,
    forecast: asked.substatus === 'ARCHIVED_UNTIL_ESCALATING' ? forecastOf(state, scope) : null,
  };
  return next(scope.single ? subscribeActor(archived, 'STATUS_CHANGE', scope) : archived, [
    activity('SET_IGNORED', scope.actor, activityData(asked, snooze)),
    history(HISTORY_OF_SUBSTATUS[asked.substatus], scope.actor),
    notice('issue.ignored'),
  ]);
}

/** A snooze that begins now; without a window its counts go on from what the issue has met so far. */
function begin(state: IssueState, conditions: SnoozeConditions, { actor, now }: MutationScope): Snooze {
  const { duration, count, window, userCount, userWindow } = conditions;
  return {
    until: duration === null ? null : new Date(now.getTime() + duration * MINUTE_MS),
    count,
    window,
    userCount,
    userWindow,
    timesSeenBaseline: count !== null && window === null ? state.timesSeen : null,
    usersSeenBaseline: userCount !== null && userWindow === null ? state.usersSeen : null,
    actorId: actor?.id ?? null,
    dateAdded: now,
  };
}

/** Compared by what it means: counts by their numbers, a duration by its minutes while it is fresh. */
function isSame(snooze: Snooze | null, conditions: SnoozeConditions | null, scope: MutationScope): boolean {
  if (snooze === null || conditions === null) return snooze === null && conditions === null;
  const sameCounts =
    snooze.count === conditions.count &&
    snooze.window === conditions.window &&
    snooze.userCount === conditions.userCount &&
    snooze.userWindow === conditions.userWindow;
  return sameCounts && isSameDuration(snooze, conditions.duration, scope);
}

function isSameDuration(snooze: Snooze, duration: number | null, { actor, now }: MutationScope): boolean {
  if (snooze.until === null || duration === null) return snooze.until === null && duration === null;
  const began = snooze.dateAdded.getTime();
  return (
    snooze.until.getTime() - began === duration * MINUTE_MS &&
    now.getTime() - began < SAME_DURATION_MS &&
    snooze.actorId === (actor?.id ?? null)
  );
}

/** null: not an issue that escalates, or one of which nothing is known. */
function forecastOf({ id, category, firstSeen }: IssueState, { facts, now }: ArchivingScope): Forecast | null {
  const events = CATEGORY_RULES[category].detectsEscalation ? facts.recentEvents.get(id) : undefined;
  return forecast(events ?? null, { firstSeen, now });
}

function activityData(asked: Archive, snooze: Snooze | null): Readonly<Record<string, unknown>> {
  const conditions = asked.substatus === 'ARCHIVED_UNTIL_CONDITION_MET' ? asked.conditions : null;
  return {
    ignoreCount: conditions?.count ?? null,
    ignoreDuration: conditions?.duration ?? null,
    ignoreUntil: snooze?.until?.toISOString() ?? null,
    ignoreUserCount: conditions?.userCount ?? null,
    ignoreUserWindow: conditions?.userWindow ?? null,
    ignoreWindow: conditions?.window ?? null,
    ignoreUntilEscalating: asked.substatus === 'ARCHIVED_UNTIL_ESCALATING' ? true : null,
  };
}
