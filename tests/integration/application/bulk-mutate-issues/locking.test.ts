import { IngestEvents } from '../../../../src/application/ingest-events/ingest-events.handler';
import type { Caller } from '../../../../src/domain/access';
import { createDataSource } from '../../../../src/persistence/data-source';
import { statement, type Executor } from '../../../../src/persistence/statement';
import { UnitOfWork } from '../../../../src/persistence/unit-of-work';
import { incomingEvent } from '../../../support/build/event';
import { buildGroups } from '../../../support/build/group';
import { buildWorld, type World } from '../../../support/build/world';
import { callerOf, mutate } from '../../../support/bulk-mutation';
import { Checkpoint, ConcurrentCalls } from '../../../support/concurrent-calls';
import { contradictions } from '../../../support/contradictions';
import {
  at,
  IntervenedUnitOfWork,
  WithoutTransactions,
  type Intervention,
} from '../../../support/intervened-unit-of-work';
import { PostgresProxy } from '../../../support/postgres-proxy';
import { differing, tableChecksums } from '../../../support/table-checksums';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();
const calls = ConcurrentCalls.use(database);
const NOTHING = statement('nothing', 'select');

let world: World;
let caller: Caller;
beforeEach(async () => {
  world = await buildWorld(database);
  caller = await callerOf(database.unitOfWork, world.token);
});

async function issues(count = 20): Promise<string[]> {
  return (await buildGroups(database, count, { project: world.project })).map(({ id }) => id);
}

/** A statement that fails as PostgreSQL would. */
async function fail(tx: Executor, sqlState: string): Promise<void> {
  await tx.rows(statement('fail', `do $$ begin raise exception using errcode = '${sqlState}'; end $$`));
}

describe('events and mutations of the same issues', () => {
  /** Holds a transaction open, everything done but the COMMIT. */
  function heldBefore(label: string, checkpoint: Checkpoint): IntervenedUnitOfWork {
    const hold = at(label, async (last, tx) => {
      await tx.rows(last);
      await checkpoint.stand();
      return NOTHING;
    });
    return new IntervenedUnitOfWork(calls.dataSource, hold);
  }

  function ingest(intervene: Intervention = (sent) => sent): Promise<unknown> {
    const unitOfWork = new IntervenedUnitOfWork(calls.dataSource, intervene);
    const event = incomingEvent(world.project, { message: 'the shop is closed' });
    return new IngestEvents({ unitOfWork, clock: () => new Date() }).execute([event]);
  }

  async function ingestedIssue(): Promise<string> {
    await ingest();
    const [issue] = await database.query<{ id: string }>('select id from groups where organization_id = $1', [
      world.organization.id,
    ]);
    return issue?.id ?? '';
  }

  /** As ingest would be if it touched the row of the issue. */
  const lockingIssue = (id: string): Intervention =>
    at('count-events', async (count, tx) => {
      await tx.rows(statement('touch', 'update groups set culprit = culprit where id = $1', [id]));
      return count;
    });

  test.each([
    { name: 'an event that touched the row of its issue would wait for a mutation', touches: true, fate: 'waiting' },
    { name: 'an event does not wait for a mutation of its issue', touches: false, fate: 'done' },
  ])('$name', async ({ touches, fate }) => {
    const id = await ingestedIssue();
    const checkpoint = new Checkpoint();
    const mutation = mutate(heldBefore('insert-outcomes', checkpoint), {
      caller,
      ids: [id],
      input: { priority: 'LOW' },
    });
    await checkpoint.reached;
    const event = ingest(touches ? lockingIssue(id) : undefined);
    expect(await calls.fate(event)).toBe(fate);
    checkpoint.release();
    expect(await mutation).toMatchObject({ refused: false });
    await event;
    const seen = 'select times_seen from group_counters where organization_id = $1 and group_id = $2';
    expect(await database.query(seen, [world.organization.id, id])).toEqual([{ times_seen: '2' }]);
  });

  test.each([
    { name: 'a mutation would wait for an event that touched the row of its issue', touches: true, fate: 'waiting' },
    { name: 'a mutation does not wait for an event of its issue', touches: false, fate: 'done' },
  ])('$name', async ({ touches, fate }) => {
    const id = await ingestedIssue();
    const checkpoint = new Checkpoint();
    const event = ingest(
      at('count-events', async (count, tx) => {
        await tx.rows(touches ? await lockingIssue(id)(count, tx) : count);
        await checkpoint.stand();
        return NOTHING;
      }),
    );
    await checkpoint.reached;
    const mutation = mutate(new UnitOfWork(calls.dataSource), { caller, ids: [id], input: { priority: 'LOW' } });
    expect(await calls.fate(mutation)).toBe(fate);
    checkpoint.release();
    await event;
    expect(await mutation).toMatchObject({ refused: false });
    expect(await contradictions(database, world.organization.id)).toEqual([]);
  });
});

describe('what the database refuses', () => {
  test('A5 a lock that another session keeps longer than the limit is BUSY, and nothing is written', async () => {
    const ids = await issues();
    const unlock = await calls.lock(ids[7] ?? '');
    const before = await tableChecksums(database, world.organization.id);
    const impatient = new IntervenedUnitOfWork(calls.dataSource, (sent) => sent, {
      lockTimeoutMs: 50,
      statementTimeoutMs: 60_000,
    });
    const result = await mutate(impatient, { caller, ids, input: { status: 'RESOLVED' }, idempotencyKey: 'busy' });
    expect(result).toMatchObject({ refused: true, problems: [{ code: 'BUSY', details: { retryAfter: 1 } }] });
    expect(impatient.failures).toEqual(['55P03', '55P03', '55P03']);
    expect(differing(before, await tableChecksums(database, world.organization.id))).toEqual([]);

    await unlock();
    const retried = await mutate(impatient, { caller, ids, input: { status: 'RESOLVED' }, idempotencyKey: 'busy' });
    expect(retried).toMatchObject({ refused: false });
  });

  test.each(['40P01', '40001', '55P03'])(
    'A2 %s in the middle of the writes: the whole call again, once',
    async (state) => {
      const ids = await issues();
      let failed = false;
      const unitOfWork = new IntervenedUnitOfWork(
        calls.dataSource,
        at('insert-activities', async (sent, tx) => {
          if (!failed) {
            failed = true;
            await fail(tx, state);
          }
          return sent;
        }),
      );
      const result = await mutate(unitOfWork, { caller, ids, input: { priority: 'HIGH' } });
      expect(result).toMatchObject({ refused: false });
      expect(unitOfWork.failures).toEqual([state]);
      expect(await database.query('select distinct version from groups where id = any($1)', [ids])).toEqual([
        { version: 2 },
      ]);
      expect(await contradictions(database, world.organization.id)).toEqual([]);
    },
  );

  test('A2 a failure in the middle of the writes leaves half of them without the transaction, and none with it', async () => {
    const ids = await issues();
    const failing = at('insert-outcomes', async (sent, tx) => {
      await fail(tx, '53100');
      return sent;
    });
    const call = { caller, ids, input: { status: 'RESOLVED' } as const };
    const before = await tableChecksums(database, world.organization.id);
    await expect(mutate(new IntervenedUnitOfWork(calls.dataSource, failing), call)).rejects.toThrow();
    expect(differing(before, await tableChecksums(database, world.organization.id))).toEqual([]);
    await expect(mutate(new WithoutTransactions(calls.dataSource, failing), call)).rejects.toThrow();
    expect(differing(before, await tableChecksums(database, world.organization.id))).toContain('groups');
  });

  test.each([
    { name: 'before the commit', side: 'request' as const, changed: 0 },
    { name: 'after the commit', side: 'answer' as const, changed: 20 },
  ])('I1 the connection is lost $name: the retry has one effect', async ({ side, changed }) => {
    const ids = await issues();
    const proxy = await PostgresProxy.start(database.url);
    const dataSource = createDataSource({ url: proxy.url, poolSize: 2, applicationName: 'muster-cut' });
    await dataSource.initialize();
    const unitOfWork = new UnitOfWork(dataSource);
    const call = { caller, ids, input: { status: 'RESOLVED' } as const, idempotencyKey: side };
    const stored = 'select from groups where id = any($1) and version = 2';

    const standing = proxy.hold('COMMIT', side);
    const lost = mutate(unitOfWork, call).then(String, () => 'lost');
    (await standing).drop();
    expect(await lost).toBe('lost');
    expect(await database.query(stored, [ids])).toHaveLength(changed);
    expect(await mutate(unitOfWork, call)).toMatchObject({ refused: false });
    expect(await database.query(stored, [ids])).toHaveLength(20);
    expect(await contradictions(database, world.organization.id)).toEqual([]);
    await dataSource.destroy();
    await proxy.close();
  });
});
