import type { BulkMutateIssuesResult } from '../../../../src/application/bulk-mutate-issues/bulk-mutate-issues.command';
import type { Caller } from '../../../../src/domain/access';
import { buildGroups } from '../../../support/build/group';
import { buildWorld, type World } from '../../../support/build/world';
import { callerOf, mutate } from '../../../support/bulk-mutation';
import { ConcurrentCalls } from '../../../support/concurrent-calls';
import { at, IntervenedUnitOfWork, type Intervention } from '../../../support/intervened-unit-of-work';
import { PATIENT } from '../../../support/patience';
import { useTestDatabase } from '../../../support/test-database';
import { undoThrough } from '../../../support/undo/undo-through';

const database = useTestDatabase();
const calls = ConcurrentCalls.use(database);
const AS_IS: Intervention = (statement) => statement;

let world: World;
let caller: Caller;
let ids: readonly string[];
let operationId: string;
beforeEach(async () => {
  world = await buildWorld(database);
  caller = await callerOf(database.unitOfWork, world.token);
  ids = (await buildGroups(database, 20, { project: world.project })).map(({ id }) => id);
  operationId = idOf(await mutate(database.unitOfWork, { caller, ids, input: { priority: 'HIGH' } }));
});

function idOf(result: BulkMutateIssuesResult): string {
  if (result.refused) throw new Error(`refused: ${JSON.stringify(result.problems)}`);
  return result.operation.id;
}

/** Done, or why it was refused. */
function inShort(result: BulkMutateIssuesResult): string {
  return result.refused ? result.problems.map(({ code }) => code).join() : 'done';
}

/** Holds the lock of an issue until so many calls wait, for it or for each other. */
async function holdBack<T>(waiting: number, begin: () => Promise<T>[]): Promise<T[]> {
  const unlock = await calls.lock(ids[10] ?? '');
  const all = Promise.all(begin());
  while ((await calls.waiting()) < waiting);
  await unlock();
  return all;
}

describe('U3: two undos at once', () => {
  const race = (intervene: Intervention): Promise<BulkMutateIssuesResult[]> => {
    const unitOfWork = new IntervenedUnitOfWork(calls.dataSource, intervene, PATIENT);
    const one = (): Promise<BulkMutateIssuesResult> => undoThrough(unitOfWork, { caller, id: operationId });
    return holdBack(2, () => [one(), one()]);
  };

  test('U3 both would be done, were the operation not locked', async () => {
    const results = await race(
      at('lock-operation-to-undo', (statement) => {
        const text = statement.text.replace('for no key update of o', '');
        expect(text).not.toBe(statement.text);
        return { ...statement, text };
      }),
    );
    expect(results.map(inShort)).toEqual(['done', 'done']);
  });

  test('U3 the second waits for the first, and finds that it comes too late', async () => {
    const results = await race(AS_IS);
    expect(results.map(inShort).sort()).toEqual(['NOT_UNDOABLE', 'done']);
    const undone = await database.query('select priority, version from groups where id = any($1::bigint[])', [ids]);
    expect(undone).toEqual(ids.map(() => ({ priority: 'MEDIUM', version: 3 })));
  });

  test('A5 a second undo that may wait no longer is BUSY, and nothing is lost', async () => {
    const impatient = { lockTimeoutMs: 50, statementTimeoutMs: 60_000 };
    const unlock = await calls.lock(ids[10] ?? '');
    const unitOfWork = new IntervenedUnitOfWork(calls.dataSource, AS_IS, impatient);
    expect(inShort(await undoThrough(unitOfWork, { caller, id: operationId }))).toBe('BUSY');
    await unlock();
    expect(inShort(await undoThrough(unitOfWork, { caller, id: operationId }))).toBe('done');
  });
});

describe('U1 A5: an undo and a call on the same issues at once', () => {
  test.each([
    ['the undo first', 0],
    ['the call first', 1],
  ])('U1 A5 %s: one follows the other, and nothing is lost', async (_, first) => {
    const unitOfWork = new IntervenedUnitOfWork(calls.dataSource, AS_IS, PATIENT);
    const few = ids.slice(8, 12);
    const both = [
      () => undoThrough(unitOfWork, { caller, id: operationId }),
      () => mutate(unitOfWork, { caller, ids: [...few].reverse(), input: { status: 'RESOLVED' } }),
    ];
    const order = first === 0 ? both : [...both].reverse();
    const unlock = await calls.lock(ids[10] ?? '');
    const begun: Promise<BulkMutateIssuesResult>[] = [];
    for (const [index, begin] of order.entries()) {
      begun.push(begin());
      while ((await calls.waiting()) <= index);
    }
    await unlock();
    expect((await Promise.all(begun)).map(inShort)).toEqual(['done', 'done']);
    expect(unitOfWork.failures).toEqual([]);
    const left = await database.query<{ id: string }>(
      'select id, status, priority, version from groups where id = any($1::bigint[]) order by id',
      [ids],
    );
    const untouched = { status: 'UNRESOLVED', priority: 'MEDIUM', version: 3 };
    const resolvedAfter = { status: 'RESOLVED', priority: 'MEDIUM', version: 4 };
    const resolvedBefore = { status: 'RESOLVED', priority: 'HIGH', version: 3 };
    const ofFew = first === 0 ? resolvedAfter : resolvedBefore;
    expect(left).toEqual(ids.map((id) => ({ id, ...(few.includes(id) ? ofFew : untouched) })));
  });
});
