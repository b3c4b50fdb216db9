import { RunBulkOperation } from '../../../../src/application/run-bulk-operation/run-bulk-operation.handler';
import { SweepOperations } from '../../../../src/application/run-bulk-operation/sweep-operations.handler';
import { buildGroups } from '../../../support/build/group';
import { buildMember } from '../../../support/build/organization';
import { buildToken, type TestToken } from '../../../support/build/token';
import { buildWorld, type World } from '../../../support/build/world';
import { at, IntervenedUnitOfWork } from '../../../support/intervened-unit-of-work';
import { runOperation } from '../../../support/run-operations';
import { SETTINGS } from '../../../support/settings';
import { useTestDatabase } from '../../../support/test-database';
import { statusesOf, useBulkMutation, type BulkAnswer, type BulkCall } from '../../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);
const RESOLVE = { status: 'RESOLVED' } as const;
const MINUTE = 60_000;

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

const ask = (given: Partial<BulkCall> = {}, token: Pick<TestToken, 'token'> = world.token): Promise<BulkAnswer> =>
  bulk.call(token, { where: { all: true }, input: RESOLVE, ...given, options: { mode: 'ASYNC', ...given.options } });
const keyOf = ({ operationId }: BulkAnswer) => ({ organizationId: world.organization.id, operationId });
const states = (operations: readonly BulkAnswer[]): Promise<unknown[]> =>
  Promise.all(operations.map(async ({ operationId }) => (await bulk.read(operationId)).record['state']));
const dependencies = (clock = () => new Date()) => ({ unitOfWork: database.unitOfWork, clock, settings: SETTINGS });

async function jobs({ operationId }: BulkAnswer): Promise<number> {
  const rows = await database.query(
    `select from graphile_worker.jobs where key like 'run-bulk-operation:%:' || $1 || ':%'`,
    [operationId],
  );
  return rows.length;
}

const forgetJobs = ({ operationId }: BulkAnswer) =>
  database.query(
    `select graphile_worker.remove_job(key) from graphile_worker.jobs where key like 'run-bulk-operation:%:' || $1 || ':%'`,
    [operationId],
  );

describe('some operations of an organization at a time', () => {
  test('the others wait, and start in the order in which they were asked for', async () => {
    await buildGroups(database, 1, { project: world.project });
    const operations = [await ask(), await ask(), await ask(), await ask()];
    const [first, second, third, fourth] = operations;
    if (!first || !second || !third || !fourth) throw new Error('there are four');
    // The last one comes first to a worker: it starts those before it, and waits.
    await new RunBulkOperation(dependencies()).execute({ ...keyOf(fourth), slot: 0 });
    expect(await states(operations)).toEqual(['RUNNING', 'RUNNING', 'PENDING', 'PENDING']);
    await forgetJobs(third);
    await runOperation(database, keyOf(second));
    expect(await states(operations)).toEqual(['RUNNING', 'COMPLETED', 'RUNNING', 'PENDING']);
    expect(await jobs(third)).toBe(1);
    await runOperation(database, keyOf(first));
    expect(await states(operations)).toEqual(['COMPLETED', 'COMPLETED', 'RUNNING', 'RUNNING']);
  });

  test('another organization does not wait', async () => {
    await ask();
    await ask();
    const elsewhere = await buildWorld(database);
    const other = await ask({}, elsewhere.token);
    await runOperation(database, { organizationId: elsewhere.organization.id, operationId: other.operationId });
    expect(await states([other])).toEqual(['COMPLETED']);
  });
});

describe('T17 what was lost is found', () => {
  const later = (minutes: number) => () => new Date(Date.now() + minutes * MINUTE);

  test('T17 an operation without a job gets one, if it stands still; one that waits for its turn does not', async () => {
    const operations = [await ask(), await ask(), await ask()];
    await Promise.all(operations.map(forgetJobs));
    await new SweepOperations(dependencies()).execute();
    expect(await states(operations)).toEqual(['PENDING', 'PENDING', 'PENDING']);
    await new SweepOperations(dependencies(later(1))).execute();
    expect(await states(operations)).toEqual(['RUNNING', 'RUNNING', 'PENDING']);
    expect(await Promise.all(operations.map(jobs))).toEqual([1, 1, 0]);
    await Promise.all(operations.map(forgetJobs));
    await new SweepOperations(dependencies(later(3))).execute();
    expect(await Promise.all(operations.map(jobs))).toEqual([2, 2, 0]);
  });

  test('T17 one that never goes on is given up, and the next one starts', async () => {
    const operations = [await ask(), await ask(), await ask()];
    await new SweepOperations(dependencies(later(1))).execute();
    for (let minute = 2; minute < 40; minute += 1) await new SweepOperations(dependencies(later(minute))).execute();
    const [first, , third] = await Promise.all(operations.map(({ operationId }) => bulk.read(operationId)));
    expect(first?.record).toMatchObject({ state: 'FAILED', error: { code: 'BUSY' } });
    expect(third?.record['state']).toBe('RUNNING');
  });

  test('T17 one whose end fails keeps no other from its own', async () => {
    const operations = [await ask(), await ask()];
    const [first, second] = operations;
    await new SweepOperations(dependencies(later(1))).execute();
    for (let minute = 2; minute < 32; minute += 1) await new SweepOperations(dependencies(later(minute))).execute();
    expect(await states(operations)).toEqual(['RUNNING', 'RUNNING']);
    const unitOfWork = new IntervenedUnitOfWork(
      database.dataSource,
      at('lock-operation-to-end', (statement) => {
        if (statement.values[1] === first?.operationId) throw new Error('it cannot end');
        return statement;
      }),
    );
    const sweep = new SweepOperations({ ...dependencies(later(40)), unitOfWork }).execute();
    await expect(sweep).rejects.toMatchObject({ errors: [{ message: 'it cannot end' }] });
    expect(await states(operations)).toEqual(['RUNNING', 'FAILED']);
    expect((await bulk.read(second?.operationId ?? '')).record['error']).toMatchObject({ code: 'BUSY' });
  });
});

/** The first turn freezes the set, and comes no further. */
async function freezeOnly(asked: BulkAnswer): Promise<void> {
  const unitOfWork = new IntervenedUnitOfWork(
    database.dataSource,
    at('read-operation-state', () => Promise.reject(new Error('the worker is gone'))),
  );
  const turn = new RunBulkOperation({ ...dependencies(), unitOfWork }).execute({ ...keyOf(asked), slot: 0 });
  await expect(turn).rejects.toThrow('the worker is gone');
  expect(
    await database.query('select size from bulk_operation_pages where operation_id = $1', [asked.operationId]),
  ).toEqual([{ size: 2 }]);
}

describe('P1 the rights of the token as they are when the issues are changed', () => {
  const memberToken = async (): Promise<{ token: TestToken; userId: string }> => {
    const { id: userId } = await buildMember(database, {
      organizationId: world.organization.id,
      teamIds: [world.team.id],
    });
    return { userId, token: await buildToken(database, { organizationId: world.organization.id, userId }) };
  };

  test.each([
    ['the token was revoked', 'update api_tokens set revoked_at = now() where user_id = $1'],
    ['the user has left', 'update organization_members set active = false where user_id = $1'],
  ])('P1 %s: the operation fails, and changes nothing more', async (_, update) => {
    await buildGroups(database, 2, { project: world.project });
    const { token, userId } = await memberToken();
    const asked = await ask({}, token);
    await database.query(update, [userId]);
    await runOperation(database, keyOf(asked));
    expect(await bulk.read(asked.operationId)).toMatchObject({
      ...{ counts: {}, record: { state: 'FAILED', error: { code: 'PERMISSION_DENIED' } } },
    });
  });

  test('P1 a role that may not delete any more', async () => {
    await buildGroups(database, 1, { project: world.project });
    const { id: userId } = await buildMember(database, { organizationId: world.organization.id, role: 'ADMIN' });
    const token = await buildToken(database, { organizationId: world.organization.id, userId });
    const asked = await bulk.delete(token, { where: { all: true }, options: { mode: 'ASYNC', expectedCount: 1 } });
    await database.query(`update organization_members set role = 'MEMBER' where user_id = $1`, [userId]);
    await runOperation(database, keyOf(asked));
    expect((await bulk.read(asked.operationId)).record).toMatchObject({ error: { code: 'PERMISSION_DENIED' } });
  });

  test('P1 issues of a project that the user has lost meanwhile are not found', async () => {
    await database.query('update organizations set open_membership = false where id = $1', [world.organization.id]);
    const ids = (await buildGroups(database, 2, { project: world.project })).map(({ id }) => id);
    const { token, userId } = await memberToken();
    const asked = await ask({ ids }, token);
    await freezeOnly(asked);
    await database.query('delete from team_members where user_id = $1', [userId]);
    await runOperation(database, keyOf(asked));
    expect(statusesOf(await bulk.read(asked.operationId))).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  test('A3 what the call refers to is gone when issues are to be changed: the operation fails with that, and changes none', async () => {
    const ids = (await buildGroups(database, 2, { project: world.project })).map(({ id }) => id);
    const { userId } = await memberToken();
    const asked = await ask({ ids, input: { assignedTo: { user: userId } } });
    await freezeOnly(asked);
    await database.query('update organization_members set active = false where user_id = $1', [userId]);
    await runOperation(database, keyOf(asked));
    expect((await bulk.read(asked.operationId)).record).toMatchObject({
      ...{ state: 'FAILED', changed: 0, error: { code: 'ACTOR_NOT_FOUND' } },
    });
  });

  test('P1 that the token has expired by then does not matter', async () => {
    await buildGroups(database, 2, { project: world.project });
    const { token, userId } = await memberToken();
    const asked = await ask({}, token);
    await database.query(`update api_tokens set expires_at = now() - interval '1 second' where user_id = $1`, [userId]);
    await runOperation(database, keyOf(asked));
    expect((await bulk.read(asked.operationId)).counts).toEqual({ changed: 2 });
  });
});
