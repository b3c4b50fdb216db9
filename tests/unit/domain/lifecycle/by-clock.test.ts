import { ageToOngoing } from '../../../../src/domain/lifecycle/age-to-ongoing';
import { expireSnooze } from '../../../../src/domain/lifecycle/expire-snooze';
import { resolveByAge } from '../../../../src/domain/lifecycle/resolve-by-age';
import type { IssueState } from '../../../../src/domain/state/issue-state';
import { ago, archivedState, issueState, logLines, NOW, resolvedState, snoozeOf } from '../../../support/build/state';

const DAY = 24 * 60;
const WEEK = 7 * DAY;

describe('ageToOngoing', () => {
  const OLD = { firstSeen: ago(WEEK), activeAt: ago(WEEK) };
  const rows: readonly [string, Partial<IssueState>, Date | null, boolean][] = [
    ['new for a week', OLD, null, true],
    ['new for a little less', { ...OLD, firstSeen: new Date(ago(WEEK).getTime() + 1) }, null, false],
    ['new long after it was first seen', { ...OLD, firstSeen: ago(30 * DAY) }, ago(1), true],
    ['regressed for a week', { ...OLD, substatus: 'REGRESSED' }, ago(WEEK), true],
    ['regressed again', { ...OLD, substatus: 'REGRESSED' }, ago(WEEK - 1), false],
    ['regressed, without a history, active for a week', { ...OLD, substatus: 'REGRESSED' }, null, true],
    ['regressed, without a history, active since', { ...OLD, substatus: 'REGRESSED', activeAt: ago(DAY) }, null, false],
    ['escalating for a week', { ...OLD, substatus: 'ESCALATING' }, ago(WEEK), true],
    ['ongoing', { ...OLD, substatus: 'ONGOING' }, ago(WEEK), false],
    ['archived', { ...OLD, status: 'IGNORED', substatus: 'ARCHIVED_FOREVER' }, ago(WEEK), false],
    ['resolved', { ...OLD, status: 'RESOLVED', substatus: null }, ago(WEEK), false],
  ];
  it.each(rows)('%s', (...[, given, entered, ages]) => {
    expect(ageToOngoing(issueState(given), { entered, now: NOW })?.state.substatus).toBe(ages ? 'ONGOING' : undefined);
  });

  it('says so in feed and history, and takes the issue out of the inbox', () => {
    const step = ageToOngoing(issueState(OLD), { entered: null, now: NOW });
    expect(step?.state).toEqual(issueState({ ...OLD, substatus: 'ONGOING', inbox: null }));
    expect(logLines(step?.log ?? [])).toEqual([
      'activity AUTO_SET_ONGOING system {"after_days":7}',
      'history UNRESOLVED system',
    ]);
  });

  const escalated = { ...OLD, substatus: 'ESCALATING', priority: 'HIGH', initialPriority: 'LOW' } as const;
  it('T13: gives an escalated issue its first priority back', () => {
    const step = ageToOngoing(issueState(escalated), { entered: ago(WEEK), now: NOW });
    expect(step?.state.priority).toBe('LOW');
    expect(logLines(step?.log ?? []).slice(2)).toEqual([
      'activity SET_PRIORITY system {"priority":"low","reason":"ongoing"}',
      'history PRIORITY_LOW system',
    ]);
  });

  it('T13: leaves a priority that a person has locked', () => {
    const step = ageToOngoing(issueState({ ...escalated, priorityLockedAt: ago(1) }), { entered: ago(WEEK), now: NOW });
    expect(step?.state).toMatchObject({ substatus: 'ONGOING', priority: 'HIGH', priorityLockedAt: ago(1) });
    expect(step?.log).toHaveLength(2);
  });
});

describe('expireSnooze', () => {
  const archived = (until: Date | null): IssueState =>
    archivedState({ substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze: snoozeOf({ until, count: 10 }) });

  it('opens the issue as of its moment, and puts it into the inbox', () => {
    const stored = archived(ago(90));
    const step = expireSnooze(stored, NOW);
    const inbox = { reason: 'ONGOING', reasonDetails: null, dateAdded: NOW };
    expect(step?.state).toEqual({
      ...stored,
      ...{ status: 'UNRESOLVED', substatus: 'ONGOING', activeAt: ago(90), snooze: null, inbox },
    });
    expect(logLines(step?.log ?? []).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'activity SET_UNRESOLVED',
      'history UNIGNORED',
      'notice issue.unignored',
    ]);
  });

  it('leaves an issue its earlier place in the inbox', () => {
    const inbox = { reason: 'MANUAL', reasonDetails: null, dateAdded: ago(5) } as const;
    expect(expireSnooze({ ...archived(ago(0)), inbox }, NOW)?.state.inbox).toBe(inbox);
  });

  it('waits for the moment, and for one that there is', () => {
    expect(expireSnooze(archived(new Date(NOW.getTime() + 1)), NOW)).toBeNull();
    expect(expireSnooze(archived(null), NOW)).toBeNull();
    expect(expireSnooze(resolvedState({ snooze: snoozeOf({ until: ago(1) }) }), NOW)).toBeNull();
  });
});

describe('resolveByAge', () => {
  const scope = { now: NOW, activityId: '900' };
  const quiet = { resolveAge: 24, lastSeen: ago(DAY), activeAt: ago(2 * DAY) };

  it('resolves, closes the open period and leaves the inbox', () => {
    const stored = issueState(quiet);
    const step = resolveByAge(stored, scope);
    expect(step?.state).toEqual({
      ...stored,
      ...{ status: 'RESOLVED', substatus: null, resolvedAt: NOW, inbox: null },
      openPeriod: { ...stored.openPeriod, dateEnded: NOW, resolutionActivityId: '900' },
    });
    expect(logLines(step?.log ?? [])).toEqual([
      'activity SET_RESOLVED_BY_AGE system {"age":24}',
      'history AUTO_RESOLVED system',
      'notice issue.resolved {"resolution_type":"autoresolve"}',
    ]);
    expect(step?.log[0]).toMatchObject({ id: '900' });
  });

  const rows: readonly [string, Partial<IssueState>][] = [
    ['seen a moment later', { lastSeen: new Date(ago(DAY).getTime() + 1) }],
    ['active a moment later', { activeAt: new Date(ago(DAY).getTime() + 1) }],
    ['of a project without an age', { resolveAge: null }],
    ['of a category that does not end by being quiet', { category: 'METRIC' }],
    ['archived', { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER' }],
    ['resolved', { status: 'RESOLVED', substatus: null, resolvedAt: ago(1) }],
  ];
  it.each(rows)('not one that is %s', (_, given) => {
    expect(resolveByAge(issueState({ ...quiet, ...given }), scope)).toBeNull();
  });
});
