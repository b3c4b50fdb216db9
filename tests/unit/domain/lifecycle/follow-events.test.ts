import { followEvents } from '../../../../src/domain/lifecycle/follow-events';
import type { EventFacts, MetEvent } from '../../../../src/domain/lifecycle/met-events';
import type { IssueState } from '../../../../src/domain/state/issue-state';
import { ago, archivedState, issueState, logLines, NOW, resolvedState, snoozeOf } from '../../../support/build/state';
import { eventFacts, metEvent, metEvents, resolutionOf } from '../../../support/lifecycle/met';

const DAY = 24 * 60;
/** The substatus afterwards, or null where nothing changes. */
const becomes = (state: IssueState, met = metEvents()) => followEvents(state, met)?.state.substatus ?? null;

describe('a resolved issue', () => {
  it('comes back whole: open, in the inbox, with nothing left of its resolution', () => {
    const link = { commitId: '8', key: 'k', repository: 'r', dateAdded: ago(40) };
    const state = resolvedState({ resolution: resolutionOf(), commitLinks: [link], lastSeen: ago(1) });
    const step = followEvents(state, metEvents(2, {}, { version: 'c', timestamp: ago(3) }));
    expect(step?.state).toEqual({
      ...state,
      ...{ status: 'UNRESOLVED', substatus: 'REGRESSED', resolvedAt: null, activeAt: ago(1) },
      ...{ inbox: { reason: 'REGRESSION', reasonDetails: null, dateAdded: NOW } },
      ...{ resolution: null, commitLinks: [] },
      openPeriod: { id: null, dateStarted: ago(1), dateEnded: null, resolutionActivityId: null, userId: null },
    });
    const data = { event_id: 'e1', version: 'c', follows_semver: false, resolved_in_version: 'a' };
    expect(logLines(step?.log ?? [])).toEqual([
      `activity SET_REGRESSION system ${JSON.stringify(data)}`,
      'history REGRESSED system',
      'notice issue.regressed {}',
    ]);
  });

  it('keeps its place in the inbox, and says nothing of a release that nobody named', () => {
    const inbox = { reason: 'MANUAL', reasonDetails: null, dateAdded: ago(9) } as const;
    const step = followEvents(resolvedState({ inbox }), metEvents());
    expect([step?.state.inbox, step?.state.activeAt]).toEqual([inbox, NOW]);
    expect(logLines(step?.log ?? [])[0]).toBe('activity SET_REGRESSION system {"event_id":"e1","version":""}');
  });

  it.each<[string, Partial<IssueState>, Partial<MetEvent>, Partial<EventFacts>, string | null]>([
    ['without a release', {}, {}, {}, 'REGRESSED'],
    ['in a release, by an event without one', { resolution: resolutionOf() }, {}, {}, null],
    ['in a release, by an event of an unknown one', { resolution: resolutionOf() }, { version: '?' }, {}, null],
    [
      'in a release, by an event of an older one',
      { resolution: resolutionOf({ releaseVersion: 'b' }) },
      { version: 'a' },
      {},
      null,
    ],
    ['in a release, by an event of it', { resolution: resolutionOf() }, { version: 'a' }, {}, 'REGRESSED'],
    ['by a commit without a release', {}, {}, { waitsForCommit: true }, null],
    ['before the event came', { resolvedAt: ago(1) }, { receivedAt: ago(1) }, {}, 'REGRESSED'],
    ['after the event came', { resolvedAt: ago(1) }, { receivedAt: ago(2) }, {}, null],
    ['by age, after the event came', { resolvedAt: ago(1), openPeriod: null }, { receivedAt: ago(2) }, {}, 'REGRESSED'],
  ])('%s', (...row) => {
    const [, state, event, facts, expected] = row;
    expect(becomes(resolvedState(state), metEvents(1, facts, event))).toBe(expected);
  });

  it('names the first event that is a regression', () => {
    const events = [metEvent({ version: 'a' }), metEvent({ eventId: 'e2', version: 'c' })] as const;
    const state = resolvedState({ resolution: resolutionOf({ releaseVersion: 'b' }) });
    const step = followEvents(state, { events: [...events], facts: eventFacts(), now: NOW });
    expect(logLines(step?.log ?? [])[0]).toContain('"event_id":"e2","version":"c"');
  });
});

describe('an issue that counts as resolved by age', () => {
  const aged = (given: Partial<IssueState>): IssueState =>
    issueState({ substatus: 'ONGOING', activeAt: ago(DAY), resolveAge: 2, lastSeen: NOW, ...given });

  it.each<[string, Partial<IssueState>, Partial<EventFacts>, string | null]>([
    ['has been quiet for so long', {}, { quietSince: ago(120) }, 'REGRESSED'],
    ['not quite', {}, { quietSince: ago(119) }, null],
    ['was opened meanwhile', { activeAt: ago(119) }, { quietSince: ago(DAY) }, null],
    ['had no event before', {}, { quietSince: null }, null],
    ['is of a project without an age', { resolveAge: null }, { quietSince: ago(DAY) }, null],
  ])('%s', (...row) => {
    const [, given, facts, expected] = row;
    expect(becomes(aged(given), metEvents(1, facts))).toBe(expected);
  });

  it('is active since the event, in the period that nobody has closed', () => {
    const state = aged({});
    const step = followEvents(state, metEvents(1, { quietSince: ago(DAY) }));
    expect(step?.state).toMatchObject({ activeAt: NOW, openPeriod: state.openPeriod });
  });
});

describe('an issue that is archived until it escalates', () => {
  const old = { firstSeen: ago(DAY), substatus: 'ARCHIVED_UNTIL_ESCALATING' } as const;
  const forecast = { thresholds: [5, 9], dateAdded: ago(60) };

  it.each<[string, Partial<IssueState>, number, string | null]>([
    ['no more than forecast', { forecast }, 5, null],
    ['more than forecast', { forecast }, 6, 'ESCALATING'],
    ['the forecast of the next day', { forecast: { ...forecast, dateAdded: ago(DAY) } }, 9, null],
    ['more than ten without a forecast', {}, 11, 'ESCALATING'],
    ['younger than a day', { forecast, firstSeen: ago(DAY - 1) }, 6, null],
    ['of a category that does not escalate', { forecast, category: 'UPTIME' }, 6, null],
    ['archived forever', { forecast, substatus: 'ARCHIVED_FOREVER' }, 6, null],
  ])('%s', (...row) => {
    const [, given, eventsOfHour, expected] = row;
    expect(becomes(archivedState({ ...old, ...given }), metEvents(1, { eventsOfHour }))).toBe(expected);
  });

  it('says by which event, and what was expected', () => {
    const step = followEvents(archivedState({ ...old, forecast }), metEvents(4, { eventsOfHour: 7 }));
    expect(step?.state).toMatchObject({ status: 'UNRESOLVED', activeAt: NOW, forecast: null, priority: 'HIGH' });
    expect(step?.state.inbox).toEqual({ reason: 'ESCALATING', reasonDetails: null, dateAdded: NOW });
    expect(logLines(step?.log ?? [])).toEqual([
      'activity SET_ESCALATING system {"event_id":"e3","forecast":5}',
      'history ESCALATING system',
      'notice issue.escalating {}',
      'activity SET_PRIORITY system {"priority":"high","reason":"escalating"}',
      'history PRIORITY_HIGH system',
      'notice issue.priority_changed {"priority":"high"}',
    ]);
  });

  it.each<[string, Partial<IssueState>, string | null, number]>([
    ['a step up', { priority: 'LOW' }, 'MEDIUM', 3],
    ['to high where there was none', { priority: null }, 'HIGH', 3],
    ['not above high', { priority: 'HIGH' }, 'HIGH', 0],
    ['not where a person has set it', { priority: 'LOW', priorityLockedAt: ago(DAY) }, 'LOW', 0],
  ])('raises the priority: %s', (...row) => {
    const [, given, priority, lines] = row;
    const step = followEvents(archivedState({ ...old, ...given }), metEvents(1, { eventsOfHour: 11 }));
    expect(step?.state.priority).toBe(priority);
    expect(step?.log).toHaveLength(3 + lines);
  });
});

describe('a snoozed issue', () => {
  const snoozed = (given: Parameters<typeof snoozeOf>[0], more: Partial<IssueState> = {}): IssueState =>
    archivedState({
      substatus: 'ARCHIVED_UNTIL_CONDITION_MET',
      snooze: snoozeOf(given),
      timesSeen: 20,
      usersSeen: 8,
      ...more,
    });

  it('is ongoing when its moment has come, active since then', () => {
    const step = followEvents(snoozed({ until: ago(2) }), metEvents(3));
    expect(step?.state).toMatchObject({ status: 'UNRESOLVED', substatus: 'ONGOING', snooze: null, activeAt: ago(2) });
    expect(step?.state.inbox).toEqual({ reason: 'ONGOING', reasonDetails: null, dateAdded: NOW });
    expect(logLines(step?.log ?? [])).toEqual([
      'activity SET_UNRESOLVED system {"event_id":"e1"}',
      'history UNIGNORED system',
      'notice issue.unignored {}',
    ]);
  });

  it('escalates when more came than it was to ignore, and tells what that was', () => {
    const conditions = { until: null, count: 10, window: null, user_count: null, user_window: null };
    const step = followEvents(snoozed({ count: 10, timesSeenBaseline: 7 }), metEvents(5));
    expect(step?.state).toMatchObject({ substatus: 'ESCALATING', snooze: null, activeAt: NOW });
    expect(step?.state.inbox).toEqual({ reason: 'ESCALATING', reasonDetails: conditions, dateAdded: NOW });
    // 13 have come, five of them now: the second made it ten.
    expect(logLines(step?.log ?? [])[0]).toBe(
      `activity SET_ESCALATING system ${JSON.stringify({ event_id: 'e2', expired_snooze: conditions })}`,
    );
    expect(logLines(step?.log ?? [])).toContain('notice issue.unignored {}');
  });

  const LATER = new Date(NOW.getTime() + 1);
  it.each<[string, Parameters<typeof snoozeOf>[0], EventFacts['inWindow'], string | null]>([
    ['its last event has not come', { count: 14, timesSeenBaseline: 7 }, { events: 0, users: 0 }, null],
    ['its last event has come', { count: 13, timesSeenBaseline: 7 }, { events: 0, users: 0 }, 'ESCALATING'],
    ['its last user has not come', { userCount: 6, usersSeenBaseline: 3 }, { events: 0, users: 0 }, null],
    ['its last user has come', { userCount: 5, usersSeenBaseline: 3 }, { events: 0, users: 0 }, 'ESCALATING'],
    ['too few in its window', { count: 3, window: 5 }, { events: 2, users: 9 }, null],
    ['enough in its window', { count: 3, window: 5 }, { events: 3, users: 0 }, 'ESCALATING'],
    ['too few people in its window', { userCount: 3, userWindow: 5 }, { events: 9, users: 2 }, null],
    ['enough people in its window', { userCount: 3, userWindow: 5 }, { events: 0, users: 3 }, 'ESCALATING'],
    ['its moment has not come', { until: LATER }, { events: 0, users: 0 }, null],
    ['its count before its moment', { until: LATER, count: 1 }, { events: 0, users: 0 }, 'ONGOING'],
  ])('%s', (...row) => {
    const [, conditions, inWindow, expected] = row;
    expect(becomes(snoozed(conditions), metEvents(1, { inWindow }))).toBe(expected);
  });

  it('is ongoing where its category cannot escalate', () => {
    expect(becomes(snoozed({ count: 1 }, { category: 'UPTIME' }))).toBe('ONGOING');
  });
});

describe('a new issue', () => {
  it.each<[string, Partial<IssueState>, number | null, string | null]>([
    ['comes more often than others', { timesSeen: 10 }, 9.9, 'ESCALATING'],
    ['comes as often as others', { timesSeen: 10 }, 10, null],
    ['by the hour', { timesSeen: 30, firstSeen: ago(120) }, 14.9, 'ESCALATING'],
    ['its first hour is a whole one', { timesSeen: 10, firstSeen: ago(1) }, 10, null],
    ['has come too seldom to tell', { timesSeen: 9 }, 1, null],
    ['nothing is known of others', { timesSeen: 1_000 }, null, null],
    ['others do not come', { timesSeen: 1_000 }, 0, null],
    ['is a day old', { timesSeen: 1_000, firstSeen: ago(DAY) }, 1, null],
    ['is ongoing', { timesSeen: 1_000, substatus: 'ONGOING' }, 1, null],
    ['is no error', { timesSeen: 1_000, category: 'CRON' }, 1, null],
  ])('%s', (...row) => {
    const [, given, newIssueThreshold, expected] = row;
    expect(becomes(issueState(given), metEvents(1, { newIssueThreshold }))).toBe(expected);
  });

  it('stays where it is in the inbox, and active since it came', () => {
    const state = issueState({ timesSeen: 12 });
    const step = followEvents(state, metEvents(6, { newIssueThreshold: 1 }));
    expect(step?.state).toMatchObject({ inbox: state.inbox, activeAt: state.activeAt, priority: 'HIGH' });
    expect(logLines(step?.log ?? [])[0]).toBe('activity SET_ESCALATING system {"event_id":"e4"}');
  });
});

it('nothing else changes', () => {
  const met = metEvents(50, { eventsOfHour: 1_000, newIssueThreshold: 1, inWindow: { events: 99, users: 99 } });
  const states = [issueState({ substatus: 'ONGOING' }), archivedState(), issueState({ status: 'PENDING_MERGE' })];
  expect(states.map((state) => followEvents(state, met))).toEqual([null, null, null]);
});
