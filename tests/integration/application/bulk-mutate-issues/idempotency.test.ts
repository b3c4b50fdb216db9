import { buildGroup, buildGroups } from '../../../support/build/group';
import { buildMember } from '../../../support/build/organization';
import { buildToken } from '../../../support/build/token';
import { buildWorld, type World } from '../../../support/build/world';
import {
  codesOf,
  statusesOf,
  useBulkMutation,
  type BulkAnswer,
  type BulkCall,
} from '../../../support/use-bulk-mutation';
import { issueRows } from '../../../support/issue-rows';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();
const bulk = useBulkMutation(database);
const NOW = new Date('2027-03-01T10:00:00.000Z');
const DAY = 24 * 60 * 60_000;
const KEY = { idempotencyKey: 'key-1' } as const;
const RESOLVE = { status: 'RESOLVED' } as const;

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
  bulk.now = NOW;
});

const call = (given: BulkCall): Promise<BulkAnswer> => bulk.call(world.token, given);
const storedKeys = () =>
  database.query<{ operation_id: string; caller: string }>(
    'select operation_id, caller, key, mutation, expires_at from idempotency_keys where organization_id = $1 order by caller',
    [world.organization.id],
  );

describe('I1 a key makes a call safe to repeat', () => {
  test('I1 a repeat answers from the operation, as it is now, and changes nothing', async () => {
    const group = await buildGroup(database, { project: world.project });
    const given = { ids: [group.id, 'x'], input: RESOLVE, options: KEY };
    const first = await call(given);
    await call({ ids: [group.id], input: { status: 'UNRESOLVED' } });
    const before = await issueRows(database, group);
    const second = await call(given);
    expect(second).toEqual(first);
    expect(statusesOf(second)).toEqual(['CHANGED', 'NOT_FOUND']);
    expect(await issueRows(database, group)).toEqual(before);
    expect(await storedKeys()).toEqual([
      {
        operation_id: first.operationId,
        caller: `user:${world.owner.id}`,
        key: 'key-1',
        mutation: 'bulkMutateIssues',
        expires_at: new Date(NOW.getTime() + DAY),
      },
    ]);
  });

  test('I1 arguments are compared by what they say, not by the order of their fields', async () => {
    const first = await call({
      ids: [],
      where: { all: true, projects: [] },
      input: { status: 'RESOLVED', inbox: false },
      options: KEY,
    });
    const second = await call({
      options: KEY,
      input: { inbox: false, status: 'RESOLVED' },
      where: { projects: [], all: true },
      ids: [],
    });
    expect(second.operationId).toBe(first.operationId);
  });

  test.each<[string, Partial<BulkCall>]>([
    ['ids', { ids: ['2', '1'] }],
    ['no ids', { ids: [] }],
    ['the input', { input: { status: 'UNRESOLVED' } }],
    ['a null in the input', { input: { ...RESOLVE, assignedTo: null } }],
    ['where', { where: { all: true } }],
    ['an option', { options: { ...KEY, errorPolicy: 'SKIP_INVALID' } }],
    ['a moment', { options: { ...KEY, unchangedSince: NOW } }],
    ['silence', { options: { ...KEY, notify: false } }],
  ])('I1 other arguments are refused: %s', async (_, changed) => {
    const given: BulkCall = { ids: ['1', '2'], input: RESOLVE, options: KEY };
    const first = await call(given);
    expect(codesOf(await call({ ...given, ...changed }))).toEqual(['IDEMPOTENCY_KEY_REUSED options.idempotencyKey']);
    expect((await call(given)).operationId).toBe(first.operationId);
  });

  test('I1 after 24 hours the key is free', async () => {
    const group = await buildGroup(database, { project: world.project });
    const given = { ids: [group.id], input: { priority: 'LOW' }, options: KEY } as const;
    const first = await call(given);
    bulk.now = new Date(NOW.getTime() + DAY - 1);
    expect((await call(given)).operationId).toBe(first.operationId);
    bulk.now = new Date(NOW.getTime() + DAY);
    const second = await call(given);
    expect(second.operationId).not.toBe(first.operationId);
    expect(statusesOf(second)).toEqual(['UNCHANGED']);
    expect(await storedKeys()).toMatchObject([
      { operation_id: second.operationId, expires_at: new Date(NOW.getTime() + 2 * DAY) },
    ]);
    expect(codesOf(await call({ ...given, ids: [] }))).toEqual(['IDEMPOTENCY_KEY_REUSED options.idempotencyKey']);
  });

  test('I1 an expired key is free for other arguments too', async () => {
    await call({ ids: [], input: RESOLVE, options: KEY });
    bulk.now = new Date(NOW.getTime() + DAY);
    expect(codesOf(await call({ ids: ['1'], input: RESOLVE, options: KEY }))).toEqual([]);
  });
});

describe('I1 whose key it is', () => {
  test('I1 another caller may use the same key; another token of the same user is the same caller', async () => {
    const organizationId = world.organization.id;
    const given = { ids: [], input: RESOLVE, options: KEY };
    const first = await call(given);
    const sameUser = await buildToken(database, { organizationId, userId: world.owner.id });
    expect((await bulk.call(sameUser, given)).operationId).toBe(first.operationId);
    const ann = await buildMember(database, { organizationId });
    const annsToken = await buildToken(database, { organizationId, userId: ann.id });
    const nobodys = await buildToken(database, { organizationId, userId: null });
    const another = await buildToken(database, { organizationId, userId: null });
    const answers = [first];
    for (const token of [annsToken, nobodys, another]) answers.push(await bulk.call(token, { ...given, ids: ['7'] }));
    expect(new Set(answers.map(({ operationId }) => operationId)).size).toBe(4);
    const callers = [`token:${nobodys.id}`, `token:${another.id}`, `user:${world.owner.id}`, `user:${ann.id}`];
    expect((await storedKeys()).map(({ caller }) => caller).sort()).toEqual(callers.sort());
  });

  test('I1 another organization is another caller', async () => {
    const token = await buildToken(database, { installation: true });
    const other = await buildWorld(database);
    const ask = (slug: string) =>
      bulk.call(token, { ids: [], where: { organization: slug }, input: RESOLVE, options: KEY });
    const [here, there] = [await ask(world.organization.slug), await ask(other.organization.slug)];
    expect(here.operationId).not.toBe(there.operationId);
    expect((await ask(other.organization.slug)).operationId).toBe(there.operationId);
  });

  test('I1 who lost the right to write gets no answer', async () => {
    const member = await buildMember(database, { organizationId: world.organization.id });
    const token = await buildToken(database, { organizationId: world.organization.id, userId: member.id });
    const given = { ids: [], input: RESOLVE, options: KEY };
    await bulk.call(token, given);
    await database.query(`update api_tokens set scopes = '{event:read}' where id = $1`, [token.id]);
    expect(codesOf(await bulk.call(token, given))).toEqual(['PERMISSION_DENIED']);
  });
});

describe('I1 refused calls are not stored', () => {
  test.each<[string, BulkCall]>([
    ['before the transaction', { ids: [], input: { status: 'RESOLVED', inbox: true } }],
    ['by the count', { ids: [], input: RESOLVE, options: { expectedCount: 5 } }],
    ['by the assignee', { ids: [], input: { assignedTo: { user: '9999999' } } }],
  ])('I1 %s', async (_, given) => {
    const refused = await call({ ...given, options: { ...given.options, ...KEY } });
    expect(refused.problems).toHaveLength(1);
    expect(await storedKeys()).toEqual([]);
    expect((await call({ ids: [], input: RESOLVE, options: KEY })).problems).toEqual([]);
  });

  test('I1 by an issue that refuses', async () => {
    const group = await buildGroup(database, { project: world.project, category: 'METRIC' });
    expect(codesOf(await call({ ids: [group.id], input: RESOLVE, options: KEY }))).toEqual([
      'ACTION_NOT_ALLOWED_FOR_TYPE input.status',
    ]);
    expect(await storedKeys()).toEqual([]);
  });
});

describe('I1 concurrent duplicates', () => {
  test('I1 they wait for the first and get its operation', async () => {
    const groups = await buildGroups(database, 50, { project: world.project });
    const given = { ids: groups.map(({ id }) => id), input: RESOLVE, options: KEY };
    const answers = await Promise.all(Array.from({ length: 6 }, () => call(given)));
    expect(new Set(answers.map(({ operationId }) => operationId)).size).toBe(1);
    expect(answers.map(({ counts }) => counts)).toEqual(Array(6).fill({ changed: 50 }));
    expect((await issueRows(database, groups[0] ?? { id: '0' })).activities).toHaveLength(1);
    const operations = await database.query('select from bulk_operations where organization_id = $1', [
      world.organization.id,
    ]);
    expect(operations).toHaveLength(1);
  });

  test('I1 one with other arguments is refused when the first is done', async () => {
    const group = await buildGroup(database, { project: world.project });
    const answers = await Promise.all([
      call({ ids: [group.id], input: RESOLVE, options: KEY }),
      call({ ids: [group.id], input: { status: 'IGNORED' }, options: KEY }),
    ]);
    expect(answers.map(codesOf).sort()).toEqual([[], ['IDEMPOTENCY_KEY_REUSED options.idempotencyKey']]);
  });

  test('I1 where the first fails, the one that waited does the work', async () => {
    const group = await buildGroup(database, { project: world.project });
    const first = database.dataSource.createQueryRunner();
    await first.startTransaction();
    await first.query(
      `insert into idempotency_keys values ($1, $2, 'bulkMutateIssues', 'key-1', 'other', 1, now(), now() + '1 day')`,
      [world.organization.id, `user:${world.owner.id}`],
    );
    const waiting = call({ ids: [group.id], input: RESOLVE, options: KEY });
    await claimWaits();
    await first.rollbackTransaction();
    await first.release();
    const answer = await waiting;
    expect(statusesOf(answer)).toEqual(['CHANGED']);
    expect(await storedKeys()).toMatchObject([{ operation_id: answer.operationId }]);
  });
});

/** Until a call waits for somebody else's key. */
async function claimWaits(): Promise<void> {
  const waiting = await database.query(
    `select from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and query like '/* claim-idempotency-key */%'`,
  );
  if (waiting.length === 0) await claimWaits();
}
