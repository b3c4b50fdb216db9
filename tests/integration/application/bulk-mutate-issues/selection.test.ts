import { buildGroup, buildGroups } from '../../../support/build/group';
import { buildMember, buildOrganization, buildProject, buildTeam } from '../../../support/build/organization';
import { buildToken } from '../../../support/build/token';
import { buildWorld, type World } from '../../../support/build/world';
import {
  codesOf,
  statusesOf,
  useBulkMutation,
  type BulkAnswer,
  type BulkCall,
} from '../../../support/use-bulk-mutation';
import { countRows, issueRows } from '../../../support/issue-rows';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();
const bulk = useBulkMutation(database, { synchronousLimit: 5 });
const RESOLVE = { status: 'RESOLVED' } as const;
const LARGEST = '9223372036854775807';

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

const call = (given: BulkCall): Promise<BulkAnswer> => bulk.call(world.token, given);

/** The call was refused with these codes and left no row anywhere. */
async function expectRefused(given: BulkCall, codes: readonly string[]): Promise<BulkAnswer> {
  const before = await countRows(database, world.organization.id);
  const answer = await call(given);
  expect(codesOf(answer)).toEqual(codes);
  expect(await countRows(database, world.organization.id)).toEqual(before);
  return answer;
}

describe('S1 ids never turn into a search', () => {
  test('S1 an empty list changes nothing, also with a where that finds something', async () => {
    const group = await buildGroup(database, { project: world.project });
    for (const where of [undefined, { all: true }, { query: 'is:unresolved' }]) {
      const answer = await call({ ids: [], input: RESOLVE, ...(where && { where }) });
      expect(answer).toMatchObject({ problems: [], counts: {}, outcomes: [], applied: null });
      expect(answer.record).toMatchObject({ state: 'COMPLETED', undoable_until: null });
    }
    expect((await issueRows(database, group)).group).toMatchObject({ status: 'UNRESOLVED', version: 1 });
  });

  test('S1 ids and where: visible ids outside are SKIPPED, in the order of ids', async () => {
    const other = await buildProject(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
    const [a, b] = await buildGroups(database, 2, {
      project: world.project,
      each: (n) => ({ level: n ? 'INFO' : 'ERROR' }),
    });
    const elsewhere = await buildGroup(database, { project: other });
    const ids = [elsewhere.id, '999999999', b?.id ?? '', a?.id ?? ''];
    const answer = await call({ ids, where: { projects: [world.project.slug], query: 'level:error' }, input: RESOLVE });
    expect(answer.outcomes.map(({ issueId }) => issueId)).toEqual(ids);
    expect(statusesOf(answer)).toEqual([
      'SKIPPED/OUTSIDE_SELECTION',
      'NOT_FOUND',
      'SKIPPED/OUTSIDE_SELECTION',
      'CHANGED',
    ]);
    expect(answer.counts).toEqual({ changed: 1, not_found: 1, skipped: 2 });
    expect((await issueRows(database, elsewhere)).group['status']).toBe('UNRESOLVED');
  });

  test('S1 ids: null is refused', async () => {
    await expectRefused({ ids: null, where: { all: true }, input: RESOLVE }, ['INVALID_INPUT ids']);
  });
});

describe('S2 a selection must be meant', () => {
  test.each<[string, Omit<BulkCall, 'input'>]>([
    ['neither ids nor where', {}],
    ['an empty where', { where: {} }],
    ['projects alone', { where: { projects: [] } }],
    ['a blank query', { where: { query: '   ' } }],
    ['all: false', { where: { all: false } }],
    ['an expected count does not make it one', { where: {}, options: { expectedCount: 0 } }],
  ])('S2 %s', async (_, given) => {
    const field = given.where === undefined ? 'ids' : 'where';
    await expectRefused({ ...given, input: RESOLVE }, [`SELECTION_REQUIRED ${field}`]);
  });

  test('S2 all: true takes every visible issue, but not what is gone or on its way into another', async () => {
    const statuses = ['UNRESOLVED', 'RESOLVED', 'IGNORED', 'PENDING_DELETION', 'PENDING_MERGE'] as const;
    const groups = await buildGroups(database, 5, {
      project: world.project,
      each: (n) => ({ status: statuses[n] ?? 'UNRESOLVED', substatus: null }),
    });
    const answer = await call({ where: { all: true }, input: RESOLVE });
    expect(answer.outcomes.map(({ issueId }) => issueId)).toEqual(groups.slice(0, 3).map(({ id }) => id));
    expect(statusesOf(answer)).toEqual(['CHANGED', 'UNCHANGED', 'CHANGED']);
  });

  test('S2 projects: [] selects nothing', async () => {
    const group = await buildGroup(database, { project: world.project });
    expect((await call({ where: { all: true, projects: [] }, input: RESOLVE })).outcomes).toEqual([]);
    const answer = await call({ ids: [group.id], where: { projects: [] }, input: RESOLVE });
    expect(statusesOf(answer)).toEqual(['SKIPPED/OUTSIDE_SELECTION']);
  });

  test('S2 an unknown project and an invisible one: the same words', async () => {
    const closed = await buildOrganization(database, { openMembership: false });
    const seen = await buildTeam(database, { organizationId: closed.id });
    const member = await buildMember(database, { organizationId: closed.id, teamIds: [seen.id] });
    const token = await buildToken(database, { organizationId: closed.id, userId: member.id });
    const hidden = await buildProject(database, { organizationId: closed.id });
    const ask = (slug: string) => bulk.call(token, { where: { all: true, projects: [slug] }, input: RESOLVE });
    const [invisible, unknown] = [await ask(hidden.slug), await ask('no-such-project')];
    expect(codesOf(invisible)).toEqual(['NOT_FOUND where.projects']);
    expect(invisible).toEqual(unknown);
  });

  test('S2 where.status is the status as shown', async () => {
    const now = new Date();
    const past = new Date(now.getTime() - 1000);
    const archived = { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET' } as const;
    const [expired, still, open] = await buildGroups(database, 3, {
      project: world.project,
      each: (n) => [{ ...archived, snooze: { until: past } }, { ...archived, snooze: { count: 9 } }, {}][n] ?? {},
    });
    const ids = [expired, still, open].map((group) => group?.id ?? '');
    const ask = async (status: 'UNRESOLVED' | 'IGNORED') =>
      statusesOf(await call({ ids, where: { status }, input: { priority: 'HIGH' }, options: { dryRun: true } }));
    expect(await ask('UNRESOLVED')).toEqual(['CHANGED', 'SKIPPED/OUTSIDE_SELECTION', 'CHANGED']);
    expect(await ask('IGNORED')).toEqual(['SKIPPED/OUTSIDE_SELECTION', 'CHANGED', 'SKIPPED/OUTSIDE_SELECTION']);
  });

  test.each(['PENDING_DELETION', 'DELETION_IN_PROGRESS', 'PENDING_MERGE'] as const)(
    'S2 where.status %s',
    async (status) => {
      await expectRefused({ where: { status }, input: RESOLVE }, ['INVALID_INPUT where.status']);
    },
  );

  test('S2 where.status REPROCESSING finds what cannot be changed', async () => {
    await buildGroup(database, { project: world.project, status: 'REPROCESSING' });
    expect(statusesOf(await call({ where: { status: 'REPROCESSING' }, input: RESOLVE }))).toEqual([
      'SKIPPED/NOT_MUTABLE',
    ]);
  });

  test('S2 a query that cannot be read tells where', async () => {
    const answer = await expectRefused({ where: { query: 'is:' }, input: RESOLVE }, ['INVALID_QUERY where.query']);
    expect(answer.problems[0]?.details).toEqual({ position: expect.any(Number) as number });
  });
});

describe('S3 without ids only the status', () => {
  test.each<[string, BulkCall['input']]>([
    ['priority', { priority: 'LOW' }],
    ['assignedTo null', { assignedTo: null }],
    ['inbox', { inbox: false }],
    ['status and inbox', { status: 'RESOLVED', inbox: false }],
  ])('S3 %s needs ids', async (_, input) => {
    await expectRefused({ where: { all: true }, input }, ['IDS_REQUIRED ids']);
  });

  test.each<[string, BulkCall['input']]>([
    ['status', RESOLVE],
    ['statusDetails', { status: 'IGNORED', statusDetails: { ignoreCount: 2 } }],
    ['substatus', { substatus: 'ONGOING' }],
    ['nothing at all', {}],
  ])('S3 %s does not', async (_, input) => {
    await buildGroup(database, { project: world.project });
    expect((await call({ where: { all: true }, input })).problems).toEqual([]);
  });

  test('S3 the exact expected count opens the rest; a wrong one tells the real one and changes nothing', async () => {
    const groups = await buildGroups(database, 2, { project: world.project });
    const wrong = await expectRefused(
      { where: { all: true }, input: { priority: 'LOW' }, options: { expectedCount: 3 } },
      ['UNEXPECTED_COUNT options.expectedCount'],
    );
    expect(wrong.problems[0]?.details).toMatchObject({ selected: 2 });
    const right = await call({ where: { all: true }, input: { priority: 'LOW' }, options: { expectedCount: 2 } });
    expect(right.counts).toEqual({ changed: groups.length });
  });

  test('S3 the count is that of the selected: without NOT_FOUND and OUTSIDE_SELECTION, with what is NOT_MUTABLE', async () => {
    const [open, outside, merging] = await buildGroups(database, 3, {
      project: world.project,
      each: (n) => [{}, { level: 'INFO' as const }, { status: 'REPROCESSING' as const }][n] ?? {},
    });
    const given = {
      ids: [open?.id ?? '', outside?.id ?? '', merging?.id ?? '', '424242424242', 'x', open?.id ?? ''],
      where: { query: 'level:error' },
      input: RESOLVE,
    };
    await expectRefused({ ...given, options: { expectedCount: 5 } }, ['UNEXPECTED_COUNT options.expectedCount']);
    const answer = await call({ ...given, options: { expectedCount: 2 } });
    expect(answer.counts).toEqual({ changed: 1, skipped: 2, not_found: 2 });
  });

  test('S3 an expected count of none with only unknown ids is right', async () => {
    expect((await call({ ids: ['77777777777'], input: RESOLVE, options: { expectedCount: 0 } })).counts).toEqual({
      not_found: 1,
    });
  });
});

describe('S4 what cannot be found', () => {
  test('S4 unknown, malformed, foreign and invisible ids are one and the same', async () => {
    const closed = await buildOrganization(database, { openMembership: false });
    const seen = await buildTeam(database, { organizationId: closed.id });
    const member = await buildMember(database, { organizationId: closed.id, teamIds: [seen.id] });
    const token = await buildToken(database, { organizationId: closed.id, userId: member.id });
    const invisible = await buildGroup(database, {
      project: await buildProject(database, { organizationId: closed.id }),
    });
    const foreign = await buildGroup(database, { project: world.project });
    const ids = ['999999999999', LARGEST, '9223372036854775808', '01', '', 'abc', '-1', invisible.id, foreign.id];
    const answer = await bulk.call(token, { ids: [...ids, 'z'.repeat(10_000)].slice(0, 5), input: RESOLVE });
    const rest = await bulk.call(token, { ids: ids.slice(5), input: RESOLVE });
    expect(answer.problems).toEqual([]);
    expect(statusesOf(answer)).toEqual(Array(5).fill('NOT_FOUND'));
    expect(statusesOf(rest)).toEqual(Array(4).fill('NOT_FOUND'));
    expect([...answer.outcomes, ...rest.outcomes].map(({ issueId }) => issueId)).toEqual(ids);
    expect(answer).toMatchObject({ applied: null, counts: { not_found: 5 }, record: { state: 'COMPLETED' } });
    expect((await issueRows(database, foreign)).group['version']).toBe(1);
    expect((await issueRows(database, invisible)).group['version']).toBe(1);
  });

  test('S4 a malformed id is kept as text, cut to 64 characters', async () => {
    const ids = ['x'.repeat(10_000), '😀'.repeat(100), 'a\0b', '\ud800', `1'; drop table groups; --`];
    const answer = await call({ ids, input: RESOLVE });
    const kept = ['x'.repeat(64), '😀'.repeat(64), 'a\uFFFDb', '\uFFFD', `1'; drop table groups; --`];
    expect(answer.outcomes.map(({ issueId }) => issueId)).toEqual(kept);
    expect(answer.record).toMatchObject({ selection: { ids: kept } });
    expect(statusesOf(answer)).toEqual(Array(5).fill('NOT_FOUND'));
  });

  test('S4 some of them do not keep the others from changing, under any policy', async () => {
    const group = await buildGroup(database, { project: world.project });
    const answer = await call({ ids: ['01', group.id, '5555555555'], input: RESOLVE });
    expect(statusesOf(answer)).toEqual(['NOT_FOUND', 'CHANGED', 'NOT_FOUND']);
  });
});

describe('S5 what is gone, and what cannot be changed now', () => {
  test('S5 deleted ones are NOT_FOUND, merging ones SKIPPED; neither is an error', async () => {
    const statuses = [
      'PENDING_DELETION',
      'DELETION_IN_PROGRESS',
      'PENDING_MERGE',
      'REPROCESSING',
      'UNRESOLVED',
    ] as const;
    const groups = await buildGroups(database, 5, {
      project: world.project,
      each: (n) => ({ status: statuses[n] ?? 'UNRESOLVED', substatus: null }),
    });
    const answer = await call({ ids: groups.map(({ id }) => id), input: RESOLVE });
    expect(statusesOf(answer)).toEqual([
      'NOT_FOUND',
      'NOT_FOUND',
      'SKIPPED/NOT_MUTABLE',
      'SKIPPED/NOT_MUTABLE',
      'CHANGED',
    ]);
    const left = await Promise.all(groups.slice(0, 4).map((group) => issueRows(database, group)));
    expect(left.map(({ group }) => group['status'])).toEqual(statuses.slice(0, 4));
    expect(left.flatMap(({ activities }) => activities)).toEqual([]);
  });

  test('S5 a merging issue of the named project is NOT_MUTABLE, not outside', async () => {
    const group = await buildGroup(database, { project: world.project, status: 'PENDING_MERGE', substatus: null });
    const answer = await call({ ids: [group.id], where: { projects: [world.project.slug] }, input: RESOLVE });
    expect(statusesOf(answer)).toEqual(['SKIPPED/NOT_MUTABLE']);
  });
});

describe('S6 one organization', () => {
  test('S6 the operation belongs to the token’s organization', async () => {
    const { record } = await call({ ids: [], input: RESOLVE });
    expect(record).toMatchObject({
      organization_id: world.organization.id,
      actor_id: world.owner.id,
      token_id: world.token.id,
    });
  });

  test('S6 naming another organization finds none, whether it exists or not', async () => {
    const foreign = await buildOrganization(database);
    const named = await call({ ids: [], where: { organization: foreign.slug }, input: RESOLVE });
    expect(codesOf(named)).toEqual(['NOT_FOUND where.organization']);
    expect(await call({ ids: [], where: { organization: 'nowhere' }, input: RESOLVE })).toEqual(named);
  });

  test('S6 a caller who reaches several must name one where the ids do not', async () => {
    const token = await buildToken(database, { installation: true });
    const other = await buildWorld(database);
    const [mine] = await buildGroups(database, 1, { project: world.project });
    const theirs = await buildGroup(database, { project: other.project });
    const ids = [mine?.id ?? '', theirs.id];
    expect(codesOf(await bulk.call(token, { ids, input: RESOLVE }))).toEqual([
      'MULTIPLE_ORGANIZATIONS where.organization',
    ]);
    expect(codesOf(await bulk.call(token, { where: { all: true }, input: RESOLVE }))).toEqual([
      'MULTIPLE_ORGANIZATIONS where.organization',
    ]);
    const unmeant = { where: {}, input: { ...RESOLVE, inbox: true }, options: { expectedCount: -1 } };
    expect(codesOf(await bulk.call(token, unmeant))).toEqual([
      'SELECTION_REQUIRED where',
      'INVALID_INPUT options.expectedCount',
      'CONFLICTING_ATTRIBUTES input.inbox',
    ]);
    const named = await bulk.call(token, { ids, where: { organization: world.organization.slug }, input: RESOLVE });
    expect(statusesOf(named)).toEqual(['CHANGED', 'NOT_FOUND']);
    const held = await bulk.call(token, { ids: [theirs.id, 'x'], input: RESOLVE });
    expect(statusesOf(held)).toEqual(['CHANGED', 'NOT_FOUND']);
    expect(held.record['organization_id']).toBe(other.organization.id);
  });
});

test('S7 the set is frozen: what the call itself makes match is not touched twice, later issues not at all', async () => {
  const [first] = await buildGroups(database, 1, { project: world.project });
  const answer = await call({ where: { status: 'UNRESOLVED' }, input: { status: 'UNRESOLVED', substatus: 'ONGOING' } });
  expect(answer.outcomes.map(({ issueId }) => issueId)).toEqual([first?.id]);
  const later = await buildGroup(database, { project: world.project });
  const rows = await database.query('select from bulk_operation_outcomes where group_id = $1', [later.id]);
  expect(rows).toEqual([]);
});

describe('S8 order and duplicates', () => {
  test('S8 duplicates count once, where they came first', async () => {
    const groups = await buildGroups(database, 3, { project: world.project });
    const [a = '', b = '', c = ''] = groups.map(({ id }) => id);
    const answer = await call({ ids: [c, a, 'x', c, b, 'x', a], input: RESOLVE });
    expect(answer.outcomes.map(({ issueId }) => issueId)).toEqual([c, a, 'x', b]);
    expect(answer.counts).toEqual({ changed: 3, not_found: 1 });
    expect((await issueRows(database, { id: c })).activities).toHaveLength(1);
    expect((await issueRows(database, { id: c })).group['version']).toBe(2);
  });

  test('S8 a where alone comes in the order of ids as numbers', async () => {
    const groups = await buildGroups(database, 4, { project: world.project });
    const answer = await call({ where: { query: 'is:unresolved' }, input: RESOLVE });
    expect(answer.outcomes.map(({ issueId }) => issueId)).toEqual(groups.map(({ id }) => id));
  });
});

describe('S9 limits', () => {
  const SYNC = { mode: 'SYNC' } as const;
  test('S9 the synchronous limit holds for ids, each counted once', async () => {
    const groups = await buildGroups(database, 5, { project: world.project });
    const ids = groups.map(({ id }) => id);
    const tooMany = await expectRefused({ ids: [...ids, 'x'], input: RESOLVE, options: SYNC }, [
      'SELECTION_TOO_LARGE ids',
    ]);
    expect(tooMany.problems[0]?.details).toEqual({ limit: 5, selected: 6 });
    expect((await call({ ids: [...ids, ...ids], input: RESOLVE })).counts).toEqual({ changed: 5 });
  });

  test('S9 and for a search', async () => {
    const groups = await buildGroups(database, 6, { project: world.project });
    const tooMany = await expectRefused({ where: { all: true }, input: RESOLVE, options: SYNC }, [
      'SELECTION_TOO_LARGE where',
    ]);
    expect(tooMany.problems[0]?.details).toEqual({ limit: 5 });
    await call({ ids: groups.slice(0, 1).map(({ id }) => id), input: RESOLVE });
    expect((await call({ where: { status: 'UNRESOLVED' }, input: RESOLVE })).counts).toEqual({ changed: 5 });
  });

  test('S9 at most 100,000 ids, 100,000 expected versions and 4,096 characters of a query', async () => {
    const ids = Array.from({ length: 100_001 }, (_, index) => String(index + 1));
    await expectRefused({ ids, input: RESOLVE }, ['SELECTION_TOO_LARGE ids']);
    const expectedVersions = ids.map((id) => ({ id, version: 1 }));
    await expectRefused({ ids: [], input: RESOLVE, options: { expectedVersions } }, [
      'INVALID_INPUT options.expectedVersions',
    ]);
    await expectRefused({ where: { query: 'x'.repeat(4097) }, input: RESOLVE }, ['INVALID_QUERY where.query']);
  });
});
