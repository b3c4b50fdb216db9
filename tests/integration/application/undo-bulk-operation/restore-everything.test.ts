import type { MutationInput } from '../../../../src/domain/attributes/read-input';
import { buildCast, type Cast } from '../../../support/model/cast';
import { NOW } from '../../../support/model/call-runner';
import { useTestDatabase } from '../../../support/test-database';
import { buildMixedIssues } from '../../../support/undo/build-mixed-issues';
import { issueChecksums, unlike } from '../../../support/undo/issue-checksums';
import { undoRandomCalls } from '../../../support/undo/random-undo';
import { useBulkMutation } from '../../../support/use-bulk-mutation';

const ISSUES = 1_000;
const LATER = new Date(NOW.getTime() + 60_000);

const database = useTestDatabase();
const bulk = useBulkMutation(database);

let cast: Cast;
beforeAll(async () => {
  cast = await buildCast(database);
});

describe('U1: a call over 1,000 issues in mixed states, and its undo', () => {
  test('puts back every row of every issue, except of those that have changed since', async () => {
    const { me, nobody } = cast.callers;
    bulk.now = NOW;
    const ids = await buildMixedIssues(database, ISSUES, { cast, caller: me, now: NOW });
    const before = await issueChecksums(database, cast.organizationId, ids);
    const input: MutationInput = {
      status: 'IGNORED',
      statusDetails: { ignoreCount: 10, ignoreDuration: 30 },
      priority: 'HIGH',
      assignedTo: { team: cast.teams.overlapping.id },
      ...{ hasSeen: true, isBookmarked: true, isSubscribed: false, isPublic: true },
    };
    const call = await bulk.call(me, { ids, input, options: { errorPolicy: 'SKIP_INVALID' } });
    const changed = call.outcomes.filter(({ status }) => status === 'CHANGED').map(({ issueId }) => issueId);
    expect(changed.length).toBeGreaterThan(0.8 * ISSUES);

    bulk.now = LATER;
    const touched = changed.filter((_, index) => index % 50 === 0);
    await bulk.call(nobody, { ids: touched, input: { priority: 'LOW' } });
    const afterwards = await issueChecksums(database, cast.organizationId, ids);
    const undone = await bulk.undo(nobody, call.operationId);

    expect(undone.counts).toEqual({ changed: changed.length - touched.length, conflict: touched.length });
    expect(undone.outcomes.map(({ issueId }) => issueId)).toEqual(changed);
    const now = await issueChecksums(database, cast.organizationId, ids);
    const ofTouched = new Set(touched);
    const isTouched = (key: string): boolean => ofTouched.has(key.split(' ')[1] ?? '');
    expect(unlike(before, now).filter((key) => !isTouched(key))).toEqual([]);
    expect(unlike(afterwards, now).filter(isTouched)).toEqual([]);
  });
});

test('U1 U3: random calls are undone, redone and undone again, whatever happened meanwhile', async () => {
  expect(await undoRandomCalls({ database, bulk, cast }, { runs: 15, seed: 1 })).toEqual([]);
});
