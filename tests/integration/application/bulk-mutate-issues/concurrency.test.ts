import type { MutationInput } from '../../../../src/domain/attributes/read-input';
import type { Caller } from '../../../../src/domain/access';
import type { Statement } from '../../../../src/persistence/statement';
import type { UnitOfWork } from '../../../../src/persistence/unit-of-work';
import { buildGroups } from '../../../support/build/group';
import { buildWorld, type World } from '../../../support/build/world';
import { callerOf, mutate } from '../../../support/bulk-mutation';
import { ConcurrentCalls, StartingGate } from '../../../support/concurrent-calls';
import { contradictions } from '../../../support/contradictions';
import { at, IntervenedUnitOfWork, WithoutTransactions } from '../../../support/intervened-unit-of-work';
import { useTestDatabase } from '../../../support/test-database';

const PARALLEL = 20;
/** Enough of them to lose something; without the lock each more is a second of deadlocks. */
const FEW = 4;
const ISSUES = 300;
const SELECTED = 200;

const database = useTestDatabase();
const calls = ConcurrentCalls.use(database);

let world: World;
let caller: Caller;
beforeEach(async () => {
  world = await buildWorld(database);
  caller = await callerOf(database.unitOfWork, world.token);
});

/** A statement without a part of it. */
function without(statement: Statement, part: string): Statement {
  if (!statement.text.includes(part)) throw new Error(`${statement.label} has no "${part}"`);
  return { ...statement, text: statement.text.replace(part, '') };
}

describe('A5 parallel calls over overlapping sets', () => {
  const INPUTS: ((of: World) => MutationInput)[] = [
    () => ({ status: 'RESOLVED' }),
    () => ({ priority: 'HIGH' }),
    ({ owner }) => ({ assignedTo: { user: owner.id } }),
    () => ({ status: 'IGNORED', statusDetails: { ignoreDuration: 60 } }),
    () => ({ inbox: true }),
    () => ({ status: 'UNRESOLVED', priority: 'LOW' }),
    ({ team }) => ({ assignedTo: { team: team.id } }),
    () => ({ status: 'RESOLVED', assignedTo: null }),
    () => ({ status: 'IGNORED', statusDetails: { ignoreCount: 10 } }),
    () => ({ priority: 'MEDIUM', inbox: false }),
  ];

  /** Ascending, descending and mixed; any two sets have issues in common. */
  function selection(ids: readonly string[], call: number): string[] {
    const window = Array.from({ length: SELECTED }, (_, index) => ids[(call * 15 + index) % ISSUES] ?? '');
    if (call % 3 === 1) return window.reverse();
    return call % 3 === 2 ? window.map((_, index) => window[(index * 7) % SELECTED] ?? '') : window;
  }

  async function race(unitOfWork: IntervenedUnitOfWork, gate: StartingGate) {
    const groups = await buildGroups(database, ISSUES, { project: world.project });
    const ids = groups.map(({ id }) => id);
    const startedAt = performance.now();
    const results = await gate.race((call) => {
      const input = INPUTS[call % INPUTS.length]?.(world) ?? {};
      return mutate(unitOfWork, { caller, ids: selection(ids, call), input });
    });
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    process.stdout.write(`  ${results.length} calls over ${SELECTED} of ${ISSUES} issues: ${seconds} s, `);
    process.stdout.write(`${unitOfWork.failures.length} statements to be repeated\n`);
    return {
      failed: results.filter((result) => result.status === 'rejected' || result.value.refused),
      contradictions: await contradictions(database, world.organization.id),
    };
  }

  test('without the row lock, changes are lost', async () => {
    const gate = new StartingGate(calls, FEW);
    const unlocked = new IntervenedUnitOfWork(calls.dataSource, async (statement) => {
      if (statement.label === 'read-acting-user') await gate.pass();
      return statement.label === 'lock-groups' ? without(statement, 'for no key update') : statement;
    });
    const outcome = await race(unlocked, gate);
    expect(gate.arrivedAtOpening).toBe(FEW);
    expect(outcome.contradictions).not.toEqual([]);
  });

  test('without the transaction, changes are lost', async () => {
    const gate = new StartingGate(calls, FEW);
    const autocommit = new WithoutTransactions(calls.dataSource, async (statement) => {
      if (statement.label === 'read-acting-user') await gate.pass();
      return statement;
    });
    expect((await race(autocommit, gate)).contradictions).not.toEqual([]);
  });

  test('nothing is lost, nobody is refused, versions, counts, outcomes and activities agree', async () => {
    const gate = new StartingGate(calls, PARALLEL);
    const unitOfWork = new IntervenedUnitOfWork(calls.dataSource, async (statement) => {
      if (statement.label === 'read-acting-user') await gate.pass();
      return statement;
    });
    const outcome = await race(unitOfWork, gate);
    expect(gate.arrivedAtOpening).toBe(1);
    expect(outcome).toEqual({ failed: [], contradictions: [] });
  });
});

describe('A5 two calls that name the same issues in opposite orders, and meet in the middle', () => {
  async function meet(unitOfWork: UnitOfWork) {
    const ids = (await buildGroups(database, 21, { project: world.project })).map(({ id }) => id);
    const unlock = await calls.lock(ids[10] ?? '');
    const both = Promise.all([
      mutate(unitOfWork, { caller, ids, input: { status: 'RESOLVED' } }),
      mutate(unitOfWork, { caller, ids: [...ids].reverse(), input: { priority: 'HIGH' } }),
    ]);
    while ((await calls.waiting()) < 2);
    await unlock();
    return both;
  }

  test('deadlock where the locks are taken in the order of the call', async () => {
    const inOrderOfCall = at('lock-groups', (statement) => {
      const { text, ...rest } = without(statement, 'order by id');
      return { ...rest, text: text.replace('for no key', 'order by array_position($2::bigint[], id) for no key') };
    });
    const unitOfWork = new IntervenedUnitOfWork(calls.dataSource, inOrderOfCall, {
      lockTimeoutMs: 10_000,
      statementTimeoutMs: 60_000,
    });
    await meet(unitOfWork);
    expect(unitOfWork.failures).toContain('40P01');
  });

  test('wait for each other where they are taken in id order', async () => {
    const unitOfWork = new IntervenedUnitOfWork(calls.dataSource, (statement) => statement);
    const results = await meet(unitOfWork);
    expect(unitOfWork.failures).toEqual([]);
    expect(results.map(({ refused }) => refused)).toEqual([false, false]);
    expect(await contradictions(database, world.organization.id)).toEqual([]);
  });
});

describe('I1 parallel calls with one key', () => {
  const CALLS = 8;

  /** What each caller finds under the operation that answered the call, at that moment. */
  async function race(unitOfWork: UnitOfWork, gate: StartingGate) {
    const ids = (await buildGroups(database, 50, { project: world.project })).map(({ id }) => id);
    const answers = await gate.race(async () => {
      const result = await mutate(unitOfWork, { caller, ids, input: { status: 'RESOLVED' }, idempotencyKey: 'once' });
      if (result.refused) return result.problems;
      return database.query('select id, changed from bulk_operations where organization_id = $1 and id = $2', [
        result.operation.organizationId,
        result.operation.id,
      ]);
    });
    return answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : String(answer.reason)));
  }

  test('answer what is not there yet, without the transaction', async () => {
    const gate = new StartingGate(calls, CALLS);
    const held = at('lock-groups', async (statement) => {
      await gate.pass();
      return statement;
    });
    const answers = await race(new WithoutTransactions(calls.dataSource, held), gate);
    expect(answers.filter((answer) => JSON.stringify(answer) === '[]')).toHaveLength(CALLS - 1);
  });

  test('do one operation, and answer it alike', async () => {
    const gate = new StartingGate(calls, CALLS);
    const held = at('lock-groups', async (statement) => {
      await gate.pass();
      return statement;
    });
    const answers = await race(new IntervenedUnitOfWork(calls.dataSource, held), gate);
    const operations = await database.query('select id, changed from bulk_operations where organization_id = $1', [
      world.organization.id,
    ]);
    expect(operations).toMatchObject([{ changed: 50 }]);
    expect(answers).toEqual(Array.from({ length: CALLS }, () => operations));
    expect(await contradictions(database, world.organization.id)).toEqual([]);
  });
});
