import { buildGroup, buildGroups } from '../../../support/build/group';
import { buildWorld, type World } from '../../../support/build/world';
import { at, IntervenedUnitOfWork } from '../../../support/intervened-unit-of-work';
import { issueRows } from '../../../support/issue-rows';
import { runOperation } from '../../../support/run-operations';
import { useTestDatabase } from '../../../support/test-database';
import {
  codesOf,
  statusesOf,
  useBulkMutation,
  type BulkAnswer,
  type BulkCall,
} from '../../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database, { synchronousLimit: 5 });
const RESOLVE = { status: 'RESOLVED' } as const;
const ASYNC = { mode: 'ASYNC' } as const;

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

const call = (given: BulkCall): Promise<BulkAnswer> => bulk.call(world.token, given);
const build = async (count: number, each?: Parameters<typeof buildGroups>[2]): Promise<string[]> =>
  (await buildGroups(database, count, { project: world.project, ...each })).map(({ id }) => id);

/** Runs the operation to its end; `before` happens once, just before its first transaction that changes issues. */
async function run(
  { operationId }: BulkAnswer,
  before: () => Promise<unknown> = () => Promise.resolve(),
): Promise<BulkAnswer> {
  let isFirst = true;
  const unitOfWork = new IntervenedUnitOfWork(
    database.dataSource,
    at('claim-slice', async (statement) => {
      if (isFirst) await before();
      isFirst = false;
      return statement;
    }),
  );
  const key = { organizationId: world.organization.id, operationId };
  await runOperation({ ...database, unitOfWork }, key, { settings: { synchronousLimit: 5, asynchronousLimit: 20 } });
  return bulk.read(operationId);
}

async function versions(ids: readonly string[]): Promise<number[]> {
  const rows = await database.query<{ version: number }>(
    'select version from groups where id = any($1::bigint[]) order by id',
    [`{${ids.join(',')}}`],
  );
  return rows.map(({ version }) => version);
}

describe('S9 mode', () => {
  test('S9 AUTO hands a search beyond the limit over to a job, whose issues are not known yet', async () => {
    await build(6);
    const accepted = await call({ where: { status: 'UNRESOLVED' }, input: RESOLVE });
    expect(accepted).toMatchObject({
      ...{ problems: [], counts: {}, outcomes: [] },
      applied: { given: ['status'], status: null },
      record: { state: 'PENDING', started_at: null, selection: { where: { status: 'UNRESOLVED' } } },
    });
    const done = await run(accepted);
    expect(done).toMatchObject({ counts: { changed: 6 }, record: { state: 'COMPLETED', error: null, request: null } });
    expect(done.record['undoable_until']).toBeInstanceOf(Date);
    expect(statusesOf(done)).toEqual(Array(6).fill('CHANGED'));
  });

  test('S9 AUTO hands more ids over than the limit, each counted once', async () => {
    const ids = await build(6);
    expect((await call({ ids: [...ids.slice(1), ...ids.slice(1)], input: RESOLVE })).counts).toEqual({ changed: 5 });
    const accepted = await call({ ids: [...ids, ...ids], input: { priority: 'LOW' } });
    expect(accepted.record['state']).toBe('PENDING');
    expect((await run(accepted)).counts).toEqual({ changed: 6 });
  });

  test('S9 SYNC never becomes a job', async () => {
    await build(6);
    const refused = await call({ where: { all: true }, input: RESOLVE, options: { mode: 'SYNC' } });
    expect(codesOf(refused)).toEqual(['SELECTION_TOO_LARGE where']);
  });

  test('S9 ASYNC is a job whatever the number; what can be checked without the issues is checked at once', async () => {
    const [id = ''] = await build(1);
    expect((await run(await call({ ids: [id], input: RESOLVE, options: ASYNC }))).counts).toEqual({ changed: 1 });
    expect((await run(await call({ ids: [], input: RESOLVE, options: ASYNC }))).record['state']).toBe('COMPLETED');
    const refused = await call({ where: { all: true }, input: { priority: 'LOW' }, options: ASYNC });
    expect(codesOf(refused)).toEqual(['IDS_REQUIRED ids']);
  });

  test('S9 beyond the limit of jobs an operation fails, and nothing is changed', async () => {
    const ids = await build(21);
    const done = await run(await call({ where: { all: true }, input: RESOLVE }));
    expect(done).toMatchObject({
      ...{ counts: {}, outcomes: [] },
      record: { state: 'FAILED', undoable_until: null, error: { code: 'SELECTION_TOO_LARGE', details: { limit: 20 } } },
    });
    expect(await versions(ids)).toEqual(ids.map(() => 1));
    expect((await run(await call({ ids, input: RESOLVE }))).record).toMatchObject({
      error: { field: ['ids'], details: { limit: 20, selected: 21 } },
    });
  });

  test('T16 a merge becomes a job only where that is asked for, and is done in one transaction', async () => {
    const ids = await build(6);
    expect(codesOf(await call({ ids, input: { merge: true } }))).toEqual(['SELECTION_TOO_LARGE ids']);
    const tooMany = await run(await call({ ids, input: { merge: true }, options: ASYNC }));
    expect(tooMany.record).toMatchObject({ state: 'FAILED', error: { code: 'SELECTION_TOO_LARGE' } });
    const merged = await run(await call({ ids: ids.slice(1), input: { merge: true }, options: ASYNC }));
    expect(merged).toMatchObject({
      ...{ counts: { changed: 5 }, record: { state: 'COMPLETED' } },
      applied: { merge: { parent: ids[1], children: ids.slice(2) } },
    });
  });

  test('U2 a merge by a job can be undone until its own job begins, and no longer', async () => {
    const merged = await run(await call({ ids: await build(3), input: { merge: true }, options: ASYNC }));
    const due = await database.query('select distinct due_at from group_redirects where operation_id = $1', [
      merged.operationId,
    ]);
    expect(due).toEqual([{ due_at: merged.record['undoable_until'] }]);
  });
});

describe('S7 S8 the frozen set', () => {
  test('S8 S4 ids keep their order; what is not found, or outside, has its outcome', async () => {
    const [a = '', b = '', c = '', d = '', e = ''] = await build(5, {
      each: (n) => (n === 1 ? { level: 'INFO' as const } : {}),
    });
    const ids = ['x'.repeat(100), e, b, '9999999999', c, e, a, '01', d];
    const accepted = await call({ ids, where: { query: 'level:error' }, input: RESOLVE, options: ASYNC });
    const done = await run(accepted);
    expect(done.outcomes.map(({ issueId }) => issueId)).toEqual(['x'.repeat(64), e, b, '9999999999', c, a, '01', d]);
    const [none, changed, outside] = ['NOT_FOUND', 'CHANGED', 'SKIPPED/OUTSIDE_SELECTION'];
    expect(statusesOf(done)).toEqual([none, changed, outside, none, changed, changed, none, changed]);
    expect(done.counts).toEqual({ changed: 4, not_found: 3, skipped: 1 });
  });

  test('S7 an issue that starts to match later is not touched', async () => {
    const ids = await build(6);
    const done = await run(await call({ where: { status: 'UNRESOLVED' }, input: RESOLVE }), () => build(1));
    expect(done.outcomes.map(({ issueId }) => issueId)).toEqual(ids);
  });

  test('S1 an issue that leaves where.status meanwhile is outside; one that is deleted is not found', async () => {
    const [left = '', gone = '', kept = ''] = await build(3);
    const where = { status: 'UNRESOLVED' } as const;
    const done = await run(await call({ where, input: { status: 'IGNORED' }, options: ASYNC }), async () => {
      await call({ ids: [left], input: RESOLVE });
      await bulk.delete(world.token, { ids: [gone] });
    });
    expect(statusesOf(done)).toEqual(['SKIPPED/OUTSIDE_SELECTION', 'NOT_FOUND', 'CHANGED']);
    expect(await versions([left, kept])).toEqual([2, 2]);
  });

  test('S7 what the query found stays in the set, though it would not find it any more', async () => {
    const ids = await build(3, { each: () => ({ priority: 'HIGH' as const }) });
    const where = { query: 'priority:high' };
    const done = await run(await call({ where, input: RESOLVE, options: ASYNC }), async () => {
      await call({ ids: ids.slice(1), input: { priority: 'LOW' } });
    });
    expect(statusesOf(done)).toEqual(['CHANGED', 'CHANGED', 'CHANGED']);
  });

  test('S5 an issue that is being merged by then is skipped', async () => {
    const [a = '', b = '', c = ''] = await build(3);
    const done = await run(await call({ where: { all: true }, input: RESOLVE, options: ASYNC }), () =>
      call({ ids: [a, b], input: { merge: true, mergeInto: a } }),
    );
    expect(done.outcomes.map(({ issueId }) => issueId)).toEqual([a, b, c]);
    expect(statusesOf(done)).toEqual(['CHANGED', 'SKIPPED/NOT_MUTABLE', 'CHANGED']);
  });

  test('S3 the expected count is that of the frozen set', async () => {
    await build(7);
    const ask = (expectedCount: number): Promise<BulkAnswer> =>
      call({ where: { all: true }, input: { priority: 'LOW' }, options: { expectedCount } });
    expect((await run(await ask(8))).record).toMatchObject({
      state: 'FAILED',
      error: { code: 'UNEXPECTED_COUNT', details: { selected: 7, expected: 8 } },
    });
    expect((await run(await ask(7))).counts).toEqual({ changed: 7 });
  });
});

describe('A3 every issue is checked before the first change', () => {
  test('A3 one that refuses lets the operation fail, and nothing is changed', async () => {
    const ids = await build(7, { each: (n) => (n % 3 === 1 ? { category: 'METRIC' as const } : {}) });
    const done = await run(await call({ ids, input: { priority: 'LOW' } }));
    expect(done.record).toMatchObject({
      state: 'FAILED',
      error: {
        ...{ code: 'ACTION_NOT_ALLOWED_FOR_TYPE', field: ['input', 'priority'] },
        ...{ issueIds: [ids[1], ids[4]], issueCount: 2 },
      },
    });
    expect(await versions(ids)).toEqual(ids.map(() => 1));
    expect(done.outcomes).toEqual([]);
  });

  test('A3 issues are judged as they are shown: with a spent snooze, or over the age of their project', async () => {
    await database.query('update projects set resolve_age = 24 where id = $1', [world.project.id]);
    const ago = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);
    const archived = { status: 'IGNORED' as const, activeAt: ago(1), lastSeen: ago(1) };
    const kinds = [
      { lastSeen: ago(1) },
      { firstSeen: ago(90), activeAt: ago(90), lastSeen: ago(30) },
      { ...archived, snooze: { until: ago(2) } },
      { ...archived, snooze: { count: 9 } },
    ];
    const ids = await build(8, { each: (n) => kinds[n % 4] ?? {} });
    const done = await run(await call({ ids, input: { substatus: 'ONGOING' } }));
    const offending = [1, 3, 5, 7].map((n) => ids[n]);
    expect(done.record['error']).toMatchObject({ code: 'INVALID_INPUT', issueIds: offending, issueCount: 4 });
  });

  test('A3 SKIP_INVALID leaves it out', async () => {
    const ids = await build(7, { each: (n) => (n === 1 ? { category: 'METRIC' as const } : {}) });
    const done = await run(await call({ ids, input: { priority: 'LOW' }, options: { errorPolicy: 'SKIP_INVALID' } }));
    expect(done.counts).toEqual({ changed: 6, invalid: 1 });
  });

  test('A3 one that has changed since conflicts, and does not count as invalid besides', async () => {
    const ids = await build(7, { each: (n) => (n < 2 ? { category: 'METRIC' as const } : {}) });
    const expectedVersions = ids.map((id, n) => ({ id, version: n === 1 || n === 5 ? 9 : 1 }));
    const done = await run(await call({ ids, input: { priority: 'LOW' }, options: { expectedVersions } }));
    expect(done.record['error']).toMatchObject({
      ...{
        code: 'VERSION_CONFLICT',
        field: ['options', 'expectedVersions'],
        issueIds: [ids[1], ids[5]],
        issueCount: 2,
      },
      details: { others: [{ code: 'ACTION_NOT_ALLOWED_FOR_TYPE', issueIds: [ids[0]], issueCount: 1 }] },
    });
    const since = await run(
      await call({ ids, input: RESOLVE, options: { unchangedSince: new Date(Date.now() - 3_600_000) } }),
    );
    expect(since.record['error']).toMatchObject({ code: 'VERSION_CONFLICT', issueCount: 7 });
  });

  test('A3 what starts to offend later is reported and skipped', async () => {
    const ids = await build(3);
    const options = { ...ASYNC, expectedVersions: ids.map((id) => ({ id, version: 1 })) };
    const done = await run(await call({ ids, input: RESOLVE, options }), () =>
      call({ ids: ids.slice(0, 1), input: { priority: 'HIGH' } }),
    );
    expect(statusesOf(done)).toEqual(['CONFLICT/VERSION_CONFLICT', 'CHANGED', 'CHANGED']);
    expect(done.record['state']).toBe('COMPLETED');
  });

  test('O2 expected versions of issues that are not selected', async () => {
    await build(2);
    const options = {
      ...ASYNC,
      expectedVersions: [
        { id: '77777777777', version: 1 },
        { id: 'x', version: 1 },
      ],
    };
    const done = await run(await call({ where: { all: true }, input: RESOLVE, options }));
    expect(done.record).toMatchObject({
      state: 'FAILED',
      error: { code: 'INVALID_INPUT', issueIds: ['77777777777', 'x'], issueCount: 2 },
    });
  });

  test('A1 what the attributes name and does not exist', async () => {
    const ids = await build(2);
    const done = await run(await call({ ids, input: { assignedTo: { user: '77777777777' } }, options: ASYNC }));
    expect(done.record).toMatchObject({ state: 'FAILED', error: { code: 'ACTOR_NOT_FOUND' } });
  });
});

test('O4 a dry run shows what would be, and changes nothing', async () => {
  const [id = ''] = await build(1);
  const group = await buildGroup(database, { project: world.project, category: 'METRIC' });
  const options = { ...ASYNC, dryRun: true, errorPolicy: 'SKIP_INVALID' } as const;
  const done = await run(await call({ ids: [id, group.id], input: { priority: 'LOW', isPublic: true }, options }));
  expect(statusesOf(done)).toEqual(['CHANGED', 'INVALID/ACTION_NOT_ALLOWED_FOR_TYPE']);
  expect(done).toMatchObject({ record: { state: 'COMPLETED', dry_run: true, undoable_until: null } });
  expect(await issueRows(database, { id })).toMatchObject({ group: { version: 1 }, activities: [], outbox: [] });
});

test('I1 a repeat answers from the operation as it is by then', async () => {
  const ids = await build(2);
  const given = { ids, input: RESOLVE, options: { ...ASYNC, idempotencyKey: 'again' } };
  const first = await call(given);
  expect((await call(given)).operationId).toBe(first.operationId);
  await run(first);
  expect(await call(given)).toMatchObject({ operationId: first.operationId, counts: { changed: 2 } });
  expect(await versions(ids)).toEqual([2, 2]);
  expect(codesOf(await call({ ...given, options: { idempotencyKey: 'again' } }))).toEqual([
    'IDEMPOTENCY_KEY_REUSED options.idempotencyKey',
  ]);
});

test('U1 what a job has done is undone like anything else', async () => {
  const ids = await build(3);
  const done = await run(await call({ ids, input: { ...RESOLVE, priority: 'HIGH' }, options: ASYNC }));
  const undone = await bulk.undo(world.token, done.operationId);
  expect(undone.counts).toEqual({ changed: 3 });
  expect((await issueRows(database, { id: ids[0] ?? '' })).group).toMatchObject({
    ...{ status: 'UNRESOLVED', priority: 'MEDIUM' },
  });
});
