import { reopen } from '../../../../src/domain/attributes/status/reopen';
import { resolve } from '../../../../src/domain/attributes/status/resolve';
import {
  RESOLVED_NOW,
  type ResolutionMeaning,
  type ResolveMeaning,
} from '../../../../src/domain/attributes/status/resolve-meaning';
import { difference } from '../../../../src/domain/state/difference';
import type { IssueState } from '../../../../src/domain/state/issue-state';
import { asShown } from '../../../../src/domain/state/shown-status';
import { statusDetailsOf } from '../../../../src/domain/state/status-details';
import { accepted, ago, archivedState, issueState, NOW, scope, snoozeOf } from '../../../support/build/state';

const HOUR = 60;
const quiet = issueState({ resolveAge: 24, lastSeen: ago(24 * HOUR), activeAt: ago(48 * HOUR) });

describe('T2: an issue that is quiet for long', () => {
  it('reads resolved, by itself', () => {
    const shown = asShown(quiet, NOW);
    expect(shown).toEqual({ ...quiet, status: 'RESOLVED', substatus: null });
    expect(statusDetailsOf(shown)).toEqual({ autoResolved: true });
    expect(statusDetailsOf({ ...shown, resolvedAt: NOW })).toEqual({});
  });

  const rows: readonly [string, Partial<IssueState>][] = [
    ['a moment earlier', { lastSeen: new Date(ago(24 * HOUR).getTime() + 1) }],
    ['active since', { activeAt: ago(23 * HOUR) }],
    ['without an age', { resolveAge: null }],
    ['of an uptime monitor', { category: 'UPTIME' }],
  ];
  it.each(rows)('%s it does not', (_, given) => {
    expect(asShown({ ...quiet, ...given }, NOW).status).toBe('UNRESOLVED');
  });

  it('counts the end of a snooze as active', () => {
    const until = (hours: number): IssueState =>
      archivedState({ ...quiet, status: 'IGNORED', snooze: snoozeOf({ until: ago(hours * HOUR) }) });
    expect(asShown(until(23), NOW)).toMatchObject({ status: 'UNRESOLVED', substatus: 'ONGOING' });
    expect(asShown(until(24), NOW)).toMatchObject({ status: 'RESOLVED', substatus: null });
  });

  it('is a change to reopen: active from now on, and a regression', () => {
    const first = asShown(quiet, NOW);
    const { state: last } = accepted(reopen(first, null, scope()));
    const changed = difference({ stored: quiet, first, last }, NOW);
    expect(changed?.slices).toEqual(['status']);
    expect(changed?.next).toMatchObject({ status: 'UNRESOLVED', substatus: 'REGRESSED', activeAt: NOW });
    expect(asShown(changed?.next ?? quiet, NOW).status).toBe('UNRESOLVED');
  });

  it('is no change to resolve', () => {
    const first = asShown(quiet, NOW);
    const { state: last } = accepted(resolve(first, scope()));
    expect(difference({ stored: quiet, first, last }, NOW)).toBeNull();
  });

  it('T1: is resolved whole where a release is named', () => {
    const resolution: ResolutionMeaning = {
      ...{ releaseId: '1', releaseVersion: '1.0', currentReleaseVersion: null, futureReleaseVersion: null },
      type: 'IN_RELEASE',
      status: 'RESOLVED',
    };
    const meaning: ResolveMeaning = { ...RESOLVED_NOW, resolution };
    const first = asShown(quiet, NOW);
    const { state: last } = accepted(resolve(first, scope(), meaning));
    const changed = difference({ stored: quiet, first, last }, NOW);
    expect(changed?.slices).toEqual(['status', 'inbox', 'openPeriod', 'subscription', 'resolution']);
    expect(changed?.next).toMatchObject({ status: 'RESOLVED', resolvedAt: NOW, openPeriod: { dateEnded: NOW } });
  });

  it('keeps its stored status where something else changes', () => {
    const first = asShown(quiet, NOW);
    const changed = difference({ stored: quiet, first, last: { ...first, priority: 'LOW' } }, NOW);
    expect(changed?.slices).toEqual(['priority']);
    expect(changed?.next).toMatchObject({ status: 'UNRESOLVED', substatus: 'NEW', resolvedAt: null });
  });
});
