import type { DataSource } from 'typeorm';
import { BulkMutateIssues } from '../../../../src/application/bulk-mutate-issues/bulk-mutate-issues.handler';
import type { Executor } from '../../../../src/persistence/statement';
import { UnitOfWork } from '../../../../src/persistence/unit-of-work';
import { buildGroups } from '../../../support/build/group';
import { buildMember } from '../../../support/build/organization';
import { buildToken, type TestToken } from '../../../support/build/token';
import { buildWorld, type World } from '../../../support/build/world';
import { bulkDependencies } from '../../../support/bulk-dependencies';
import { callerOf } from '../../../support/bulk-mutation';
import { Checkpoint } from '../../../support/concurrent-calls';
import { at } from '../../../support/intervened-unit-of-work';
import { runOperation } from '../../../support/run-operations';
import { smallSteps } from '../../../support/small-steps';
import { useTestDatabase } from '../../../support/test-database';
import { codesOf, useBulkMutation, type BulkAnswer, type BulkCall } from '../../../support/use-bulk-mutation';

const LIMIT = 5;
const NOW = new Date('2027-03-01T10:00:00.000Z');
const HIGH = { priority: 'HIGH' } as const;

const database = useTestDatabase();
const bulk = useBulkMutation(database, { issuesPerMinute: LIMIT });
/** Another server on the same database. */
const other = useBulkMutation(database, { issuesPerMinute: LIMIT });
const unlimited = useBulkMutation(database, { issuesPerMinute: 0 });

let world: World;
let ids: readonly string[];
beforeEach(async () => {
  world = await buildWorld(database);
  ids = (await buildGroups(database, 8, { project: world.project })).map(({ id }) => id);
  later(0);
});

const later = (seconds: number): void => {
  bulk.now = new Date(NOW.getTime() + seconds * 1_000);
  other.now = bulk.now;
};
const change = (count: number, given: Partial<BulkCall> = {}, server = bulk): Promise<BulkAnswer> =>
  server.call(world.token, { ids: ids.slice(0, count), input: HIGH, ...given });
const left = async (token: TestToken = world.token, server = bulk): Promise<number> =>
  server.application.issueBudgets.left(await callerOf(database.unitOfWork, token));

/** What its first read answers is as old as the moment at which it was asked. */
class LateReader extends UnitOfWork {
  readonly stop = new Checkpoint();
  override readonly reader: Executor;

  constructor(dataSource: DataSource) {
    super(dataSource);
    const { reader } = database.unitOfWork;
    let isFirst = true;
    this.reader = {
      count: (statement) => reader.count(statement),
      rows: async (statement) => {
        const isLate = isFirst;
        isFirst = false;
        const rows = await reader.rows<never>(statement);
        if (isLate) await this.stop.stand();
        return rows;
      },
    };
  }
}

describe('the budget of issues', () => {
  it('refuses the call that exceeds it, changes nothing, and says after how many seconds it would fit', async () => {
    await change(3);
    later(20);
    await change(2);
    expect(await left()).toBe(0);
    later(30);
    const [needsOne, needsFour] = [await change(1), await change(4)];
    expect(needsOne.problems).toMatchObject([
      { code: 'RATE_LIMITED', field: null, details: { limit: 5, remaining: 0, selected: 1, retryAfter: 30 } },
    ]);
    expect(needsFour.problems).toMatchObject([{ details: { retryAfter: 50 } }]);
    later(60);
    expect(await left()).toBe(3);
    expect(codesOf(await change(4))).toEqual(['RATE_LIMITED']);
    expect(codesOf(await change(3))).toEqual([]);
    expect(await left()).toBe(0);
  });

  it('counts every selected issue, of dry runs too, but not of refused calls and repeats', async () => {
    const key = { options: { idempotencyKey: 'once' } };
    await change(2, key);
    await change(2, key);
    await change(1, { options: { expectedCount: 7 } });
    await change(1, { options: { dryRun: true } });
    await change(1, { ids: ['no-such-issue'] });
    expect(await left()).toBe(LIMIT - 4);
    expect(codesOf(await change(1))).toEqual([]);
    expect(codesOf(await change(1))).toEqual(['RATE_LIMITED']);
  });

  it('belongs to a user with all tokens, and to a token that has no user', async () => {
    const organizationId = world.organization.id;
    const second = await buildToken(database, { organizationId, userId: world.owner.id });
    const colleague = await buildMember(database, { organizationId, teamIds: [world.team.id] });
    const theirs = await buildToken(database, { organizationId, userId: colleague.id });
    const nobodys = await buildToken(database, { organizationId, userId: null });
    await change(4);
    await bulk.call(nobodys, { ids: ids.slice(0, 1), input: HIGH });
    expect([await left(second), await left(theirs), await left(nobodys)]).toEqual([1, 5, 4]);
    expect(codesOf(await bulk.call(second, { ids, input: HIGH }))).toEqual(['RATE_LIMITED']);
    expect(codesOf(await bulk.call(theirs, { ids: ids.slice(0, 5), input: HIGH }))).toEqual([]);
  });

  it('tells a call that is larger than the limit to select fewer', async () => {
    const [refusal] = (await change(6)).problems;
    expect(refusal?.message).toBe('You may change 5 issues a minute, fewer than these 6; select fewer.');
    expect(refusal?.details).toEqual({ limit: 5, remaining: 5, selected: 6 });
  });

  it('never keeps anybody from an undo; to do it again is like any change', async () => {
    const { operationId } = await change(5);
    const undo = await bulk.undo(world.token, operationId);
    expect(undo.counts).toEqual({ changed: 5 });
    expect(codesOf(await bulk.undo(world.token, undo.operationId))).toEqual(['RATE_LIMITED']);
    later(60);
    expect(codesOf(await bulk.undo(world.token, undo.operationId))).toEqual([]);
  });

  it('is not exceeded by calls at the same time', async () => {
    const answers = await Promise.all(ids.map((id) => change(1, { ids: [id] })));
    expect(answers.filter(({ problems }) => problems.length === 0)).toHaveLength(LIMIT);
    expect(answers.flatMap(codesOf)).toEqual(Array(ids.length - LIMIT).fill('RATE_LIMITED'));
    expect(await left()).toBe(0);
  });

  it('is not exceeded by a call that hears late what the others have done', async () => {
    const late = new LateReader(database.dataSource);
    const clock = (): Date => NOW;
    const mutation = new BulkMutateIssues(bulkDependencies(late, { clock, issuesPerMinute: LIMIT }));
    const caller = await callerOf(database.unitOfWork, world.token);
    const options = { dryRun: false, errorPolicy: 'ALL_OR_NOTHING' } as const;
    const resolve = (some: readonly string[]) => mutation.execute(caller, { ids: some, input: HIGH, options });
    const slow = resolve(ids.slice(LIMIT - 1, LIMIT + 1));
    await late.stop.reached;
    expect(await resolve(ids.slice(0, LIMIT - 1))).toMatchObject({ refused: false });
    late.stop.release();
    expect(await slow).toMatchObject({ refused: true, problems: [{ code: 'RATE_LIMITED' }] });
    expect(await resolve(ids.slice(0, 1))).toMatchObject({ refused: false });
    expect(await resolve(ids.slice(0, 1))).toMatchObject({ refused: true });
  });

  it('is shared by the servers of a database, within a second', async () => {
    await change(1, {}, other);
    await change(3);
    later(1);
    expect(codesOf(await change(2, {}, other))).toEqual(['RATE_LIMITED']);
    expect(codesOf(await change(1, {}, other))).toEqual([]);
  });

  it('counts what a job has found, as long as it runs and afterwards; a job that exceeds it fails', async () => {
    const meanwhile = new Set<number>();
    const job = async (count: number): Promise<BulkAnswer> => {
      const { operationId } = await change(count, { options: { mode: 'ASYNC' } });
      const key = { organizationId: world.organization.id, operationId };
      const clock = (): Date => bulk.now ?? NOW;
      const settings = { issuesPerMinute: LIMIT };
      const look = at('claim-slice', async (statement) => {
        meanwhile.add(await left());
        return statement;
      });
      await runOperation({ ...database, unitOfWork: smallSteps(database.dataSource, 1, look) }, key, {
        clock,
        settings,
      });
      return bulk.read(operationId);
    };
    expect((await job(3)).counts).toEqual({ changed: 3 });
    expect([...meanwhile, await left()]).toEqual([LIMIT - 3, LIMIT - 3]);
    later(20);
    const failed = await job(4);
    expect(failed).toMatchObject({ counts: {}, outcomes: [], record: { state: 'FAILED' } });
    expect(failed.record['error']).toMatchObject({ code: 'RATE_LIMITED', details: { remaining: 2, retryAfter: 40 } });
    expect(await left()).toBe(LIMIT - 3);
  });

  it('is not limited where the server has none', async () => {
    expect(codesOf(await change(8, {}, unlimited))).toEqual([]);
    expect(await left(world.token, unlimited)).toBe(2_147_483_647);
  });
});
