import { setTimeout as pause } from 'node:timers/promises';
import type { UnitOfWork } from '../../../../src/persistence/unit-of-work';
import { buildGroups } from '../../../support/build/group';
import { buildMember } from '../../../support/build/organization';
import { buildToken, type TestToken } from '../../../support/build/token';
import { buildWorld, type World } from '../../../support/build/world';
import { callerOf } from '../../../support/bulk-mutation';
import { Checkpoint, ConcurrentCalls } from '../../../support/concurrent-calls';
import type { Intervention } from '../../../support/intervened-unit-of-work';
import { runOperation } from '../../../support/run-operations';
import { smallSteps } from '../../../support/small-steps';
import { useTestDatabase } from '../../../support/test-database';
import { statusesOf, useBulkMutation, type BulkAnswer } from '../../../support/use-bulk-mutation';

const SLICE = 2;
const ONE_AT_A_TIME = { operationsPerOrganization: 1 };

const database = useTestDatabase();
const calls = ConcurrentCalls.use(database);
const bulk = useBulkMutation(database, ONE_AT_A_TIME);

let world: World;
let ids: readonly string[];
beforeEach(async () => {
  world = await buildWorld(database);
  ids = (await buildGroups(database, 6, { project: world.project })).map(({ id }) => id);
});

const begin = (token = world.token): Promise<BulkAnswer> =>
  bulk.call(token, { ids, input: { priority: 'HIGH' }, options: { mode: 'ASYNC' } });

/** In one word: the state that it answers, or why it was refused. */
async function cancel(id: string, token: TestToken = world.token): Promise<string> {
  const caller = await callerOf(database.unitOfWork, token);
  const { problems } = await bulk.application.cancelBulkOperation.execute(caller, id);
  return problems[0]?.code ?? String((await bulk.read(id)).record['state']);
}

const worker = (before?: Intervention): UnitOfWork => smallSteps(calls.dataSource, SLICE, before);

const run = ({ operationId }: BulkAnswer, unitOfWork: UnitOfWork): Promise<void> =>
  runOperation(
    { ...database, unitOfWork },
    { organizationId: world.organization.id, operationId },
    { settings: ONE_AT_A_TIME },
  );

/** Stands still before the statement of that label when it comes for the n-th time. */
function standAt(stop: Checkpoint, label: string, time = 1): Intervention {
  let times = 0;
  return async (statement) => {
    if (statement.label === label && (times += 1) === time) await stop.stand();
    return statement;
  };
}

/** Until a connection waits for a lock in the statement of that label. */
async function waitingAt(label: string): Promise<void> {
  const text = `select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like $1`;
  while ((await database.query(text, [`/* ${label} */%`])).length === 0) await pause(5);
}

describe('A3 canceling an operation', () => {
  test('A3 one that waits for its turn never begins', async () => {
    const operation = await begin();
    expect(await cancel(operation.operationId)).toBe('CANCELED');
    await run(operation, worker());
    const canceled = await bulk.read(operation.operationId);
    expect(canceled).toMatchObject({ counts: {}, outcomes: [], record: { state: 'CANCELED', undoable_until: null } });
    expect(canceled.record['finished_at']).toBeInstanceOf(Date);
  });

  test('A3 O1 what is done stays done and can be undone, the rest stays pending', async () => {
    const operation = await begin();
    const stop = new Checkpoint();
    const running = run(operation, worker(standAt(stop, 'share-operation', 3)));
    await stop.reached;
    expect(await cancel(operation.operationId)).toBe('CANCELED');
    stop.release();
    await running;
    const canceled = await bulk.read(operation.operationId);
    expect(statusesOf(canceled)).toEqual(Array(2 * SLICE).fill('CHANGED'));
    const undo = await bulk.undo(world.token, operation.operationId);
    expect(undo.counts).toEqual({ changed: 2 * SLICE });
  });

  test('A3 it waits for a running step, which counts, and no later step begins before it', async () => {
    const operation = await begin();
    const stop = new Checkpoint();
    const first = run(operation, worker(standAt(stop, 'record-slice')));
    await stop.reached;
    const canceling = cancel(operation.operationId);
    await waitingAt('own-operation');
    const second = run(operation, worker());
    await waitingAt('share-operation');
    stop.release();
    expect(await canceling).toBe('CANCELED');
    await Promise.all([first, second]);
    const { outcomes } = await bulk.read(operation.operationId);
    expect(outcomes.map(({ issueId }) => issueId)).toEqual(ids.slice(0, SLICE));
  });

  test('A3 it makes room for the next one of the organization', async () => {
    const [first, second] = [await begin(), await begin()];
    const stop = new Checkpoint();
    const running = run(first, worker(standAt(stop, 'share-operation')));
    await stop.reached;
    await run(second, worker());
    expect((await bulk.read(second.operationId)).record['state']).toBe('PENDING');
    expect(await cancel(first.operationId)).toBe('CANCELED');
    stop.release();
    await running;
    expect((await bulk.read(second.operationId)).record['state']).toBe('RUNNING');
  });

  test('A3 a repeat is no error; what has ended otherwise is not cancelable', async () => {
    const [running, done] = [await begin(), await begin()];
    expect([await cancel(running.operationId), await cancel(running.operationId)]).toEqual(['CANCELED', 'CANCELED']);
    await run(done, worker());
    expect(await cancel(done.operationId)).toBe('NOT_CANCELABLE');
    const { operationId } = await bulk.call(world.token, { ids, input: { priority: 'LOW' } });
    expect(await cancel(operationId)).toBe('NOT_CANCELABLE');
  });

  test('P1 by whoever asked for it, or by a manager; hidden from other organizations', async () => {
    const organizationId = world.organization.id;
    const member = await buildMember(database, { organizationId, teamIds: [world.team.id] });
    const theirs = await buildToken(database, { organizationId, userId: member.id });
    const other = await buildToken(database, { organizationId, userId: member.id, scopes: ['event:write'] });
    const reader = await buildToken(database, { organizationId, scopes: ['event:read', 'org:admin'] });
    const nobodys = await buildToken(database, { organizationId, userId: null, scopes: ['event:write'] });
    const [mine, his, its] = [await begin(), await begin(theirs), await begin(nobodys)];
    expect(await cancel(mine.operationId, theirs)).toBe('PERMISSION_DENIED');
    expect(await cancel(its.operationId, theirs)).toBe('PERMISSION_DENIED');
    expect(await cancel(mine.operationId, reader)).toBe('PERMISSION_DENIED');
    expect(await cancel(mine.operationId, await buildToken(database))).toBe('NOT_FOUND');
    expect(await cancel('x')).toBe('NOT_FOUND');
    expect(await cancel(its.operationId, nobodys)).toBe('CANCELED');
    expect(await cancel(his.operationId, other)).toBe('CANCELED');
    expect(await cancel((await begin(theirs)).operationId, world.token)).toBe('CANCELED');
  });
});
