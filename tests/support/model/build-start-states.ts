import type { GroupPriority } from '../../../src/domain/group';
import { buildGroups } from '../build/group';
import type { GroupOptions, TestGroup, TestSnooze, TestSubscription } from '../build/group-options';
import type { Queryable } from '../build/insert-rows';
import type { Cast, ModelCaller } from './cast';
import { START_STATES, type SnoozeKind, type StartState } from './start-states';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const TIMES_SEEN = 1000;
const USERS_SEEN = 40;

const AGES = { '1 day': DAY, 'almost 7 days': 7 * DAY - SECOND, '8 days': 8 * DAY } as const;

/** Who looks, and when. */
export interface Scene {
  readonly cast: Cast;
  readonly caller: ModelCaller;
  readonly now: Date;
}

/** One issue in each start state; answers their ids in the order of START_STATES. */
export async function buildStartStates(database: Queryable, scene: Scene): Promise<readonly string[]> {
  const ids: string[] = [];
  const { projects } = scene.cast;
  for (const name of ['first', 'second'] as const) {
    const places = [...START_STATES.entries()].filter(([, { project }]) => project === name);
    const groups = await buildGroups(database, places.length, {
      project: projects[name],
      each: (index) => optionsOf(places[index]?.[1], scene),
    });
    groups.forEach(({ id }, index) => (ids[places[index]?.[0] ?? -1] = id));
  }
  return ids;
}

function optionsOf(state: StartState | undefined, scene: Scene): GroupOptions {
  if (state === undefined) return {};
  const firstSeen = new Date(scene.now.getTime() - AGES[state.age]);
  const resolvedAt = state.status === 'RESOLVED' ? new Date(scene.now.getTime() - 2 * MINUTE) : null;
  const assignee = assigneeOf(state, scene);
  const snooze = state.snooze === null ? null : snoozeOf(state.snooze, scene);
  return {
    category: state.category,
    status: state.status,
    substatus: state.substatus,
    ...priorityOf(state, firstSeen),
    firstSeen,
    activeAt: firstSeen,
    resolvedAt,
    version: 3,
    changedAt: firstSeen,
    timesSeen: TIMES_SEEN,
    usersSeen: USERS_SEEN,
    inbox: state.inbox && { reason: state.inbox },
    openPeriod: state.openPeriod,
    subscriptions: subscriptionsOf(state, scene),
    ...(assignee === null ? {} : { assignee }),
    ...(snooze === null ? {} : { snooze }),
    ...(state.substatus === 'ARCHIVED_UNTIL_ESCALATING' && snooze === null && state.inbox === null
      ? { forecast: { thresholds: [7, 8, 9] } }
      : {}),
    // Every third has had no event lately.
    hourlyCounts: state.initialPriority === 'HIGH' ? [] : countsOf(scene.now),
  };
}

/** In the current hour, in the window of a forecast, and before it. */
function countsOf(now: Date): NonNullable<GroupOptions['hourlyCounts']> {
  const hour = now.getTime() - (now.getTime() % (60 * MINUTE));
  return Object.entries({ 0: 900, 1: 4, 30: 7, 168: 2, 169: 800 }).map(([ago, events]) => ({
    hour: new Date(hour - Number(ago) * 60 * MINUTE),
    events,
  }));
}

function priorityOf(
  state: StartState,
  firstSeen: Date,
): Pick<TestGroup, 'priority' | 'initialPriority' | 'priorityLockedAt'> {
  const [priority, locked] = (state.priority ?? '').split(' ');
  return {
    priority: (priority || null) as GroupPriority | null,
    initialPriority: state.initialPriority,
    priorityLockedAt: locked === undefined ? null : firstSeen,
  };
}

function assigneeOf({ assignee }: StartState, { cast, caller }: Scene): NonNullable<GroupOptions['assignee']> | null {
  if (assignee === null) return null;
  if (assignee === 'me') return { userId: caller.userId ?? cast.users.me.id };
  if (assignee === 'other') return { userId: cast.users[assignee].id };
  return { teamId: cast.teams[assignee].id };
}

function subscriptionsOf(state: StartState, { cast, caller }: Scene): TestSubscription[] {
  const { other, third } = cast.users;
  const me = caller.userId ?? cast.users.me.id;
  const mine: Record<NonNullable<StartState['mine']>, TestSubscription> = {
    active: { userId: me, reason: 'COMMENT' },
    inactive: { userId: me, reason: 'UNKNOWN', isActive: false },
    assigned: { userId: me, reason: 'ASSIGNED' },
  };
  const others: Record<NonNullable<StartState['others']>, readonly TestSubscription[]> = {
    'all assigned': [other, third].map(({ id }) => ({ userId: id, reason: 'ASSIGNED' })),
    'all commented': [other, third].map(({ id }) => ({ userId: id, reason: 'COMMENT' })),
    'other inactive': [{ userId: other.id, reason: 'ASSIGNED', isActive: false }],
  };
  return [...(state.mine === null ? [] : [mine[state.mine]]), ...(state.others === null ? [] : others[state.others])];
}

function snoozeOf(kind: SnoozeKind, { cast, caller, now }: Scene): TestSnooze {
  const ago = (milliseconds: number): Date => new Date(now.getTime() - milliseconds);
  const mine = caller.userId === null ? {} : { actorId: caller.userId };
  const another = { actorId: cast.users.other.id };
  /** 30 minutes that began so long ago. */
  const minutes = (age: number): TestSnooze => ({ until: ago(age - 30 * MINUTE), dateAdded: ago(age) });
  const combined = { count: 10, userCount: 5, userWindow: 60 };
  const snoozes: Record<SnoozeKind, TestSnooze> = {
    'duration, mine': { ...minutes(30 * SECOND), ...mine },
    'duration, of another': { ...minutes(30 * SECOND), ...another },
    'duration, a minute old': { ...minutes(MINUTE), ...mine },
    'duration, over': { ...minutes(31 * MINUTE), ...mine },
    count: { count: 10, timesSeenBaseline: TIMES_SEEN - 9, dateAdded: ago(DAY), ...another },
    'count, reached': { count: 10, timesSeenBaseline: TIMES_SEEN - 10, dateAdded: ago(DAY), ...mine },
    'count in window': { count: 10, window: 60, dateAdded: ago(DAY), ...mine },
    'count in window, seen as often': { count: 10, window: 60, timesSeenBaseline: 0, dateAdded: ago(DAY), ...mine },
    'user count': { userCount: 5, usersSeenBaseline: USERS_SEEN - 4, dateAdded: ago(DAY), ...another },
    'user count, reached': { userCount: 5, usersSeenBaseline: USERS_SEEN - 5, dateAdded: ago(DAY), ...mine },
    'user count in window': { userCount: 5, userWindow: 60, dateAdded: ago(DAY), ...mine },
    'combined, mine': { ...minutes(30 * SECOND), ...combined, timesSeenBaseline: TIMES_SEEN, ...mine },
    'combined, count reached': { ...minutes(30 * SECOND), ...combined, timesSeenBaseline: 0, ...mine },
  };
  return snoozes[kind];
}
