import { CleanUp } from '../../../../src/application/clean-up/clean-up.handler';
import { DispatchOutbox } from '../../../../src/application/dispatch-outbox/dispatch-outbox.handler';
import type { OutboxBatch, OutboxConsumer } from '../../../../src/application/dispatch-outbox/outbox-consumer';
import { RequestDispatch } from '../../../../src/application/dispatch-outbox/request-dispatch.handler';
import { buildGroups } from '../../../support/build/group';
import { buildWorld, type World } from '../../../support/build/world';
import { SETTINGS } from '../../../support/settings';
import { useOwnDatabase } from '../../../support/own-database';
import { until } from '../../../support/until';
import { useBulkMutation } from '../../../support/use-bulk-mutation';

const database = useOwnDatabase('dispatch_outbox');
const bulk = useBulkMutation(database);
const clock = (): Date => new Date();

let world: World;
let ids: readonly string[];
beforeEach(async () => {
  world = await buildWorld(database);
  ids = (await buildGroups(database, 3, { project: world.project })).map(({ id }) => id);
});

/** Keeps the types of messages, after doing what the test wants done before. */
class Listener implements OutboxConsumer {
  readonly heard: string[] = [];
  readonly batches: OutboxBatch[] = [];

  constructor(private readonly before: () => Promise<void> = () => Promise.resolve()) {}

  async consume(_: unknown, batch: OutboxBatch): Promise<void> {
    await this.before();
    this.batches.push(batch);
    this.heard.push(...batch.messages.map(({ type }) => type));
  }
}

const dispatch = (consumers: readonly OutboxConsumer[], limits = { messages: 500, issues: 20_000 }): Promise<number> =>
  new DispatchOutbox({ unitOfWork: database.unitOfWork, clock, consumers, limits }).execute(world.organization.id);

const prioritize = (priority: 'HIGH' | 'LOW') => bulk.call(world.token, { ids, input: { priority } });
const OF_ONE_CALL = ['issue.priority_changed', 'issues.changed', 'bulk_operation.completed'];

describe('the outbox', () => {
  it('is dispatched in order, each message once, to everybody', async () => {
    const { operationId } = await prioritize('HIGH');
    await prioritize('LOW');
    const [one, other] = [new Listener(), new Listener()];
    expect(await dispatch([one, other])).toBe(6);
    expect(await dispatch([one, other])).toBe(0);
    expect([one.heard, other.heard]).toEqual([
      [...OF_ONE_CALL, ...OF_ONE_CALL],
      [...OF_ONE_CALL, ...OF_ONE_CALL],
    ]);
    expect(one.batches[0]?.messages[0]).toMatchObject({ operationId, actorId: world.owner.id, issues: 3 });
  });

  it('goes in steps that are bounded by messages and by their issues', async () => {
    await prioritize('HIGH');
    await prioritize('LOW');
    const [byMessages, byIssues] = [new Listener(), new Listener()];
    await dispatch([byMessages], { messages: 4, issues: 20_000 });
    await prioritize('HIGH');
    await dispatch([byIssues], { messages: 500, issues: 1 });
    const sizes = ({ batches }: Listener) => batches.map(({ messages }) => messages.length);
    expect([sizes(byMessages), sizes(byIssues)]).toEqual([
      [4, 2],
      [1, 1, 1],
    ]);
  });

  it('leaves the worker to others after its turn, and asks for the next one', async () => {
    await prioritize('HIGH');
    let now = Date.now();
    const slow = new Listener(async () => void (now += 6_000));
    const limits = { messages: 1, issues: 20_000 };
    const dispatcher = new DispatchOutbox({
      ...{ unitOfWork: database.unitOfWork, clock: () => new Date(now), consumers: [slow], limits },
    });
    expect(await dispatcher.execute(world.organization.id)).toBe(1);
    const key = `dispatch-outbox:${world.organization.id}`;
    const asked = await database.query('select run_at from graphile_worker._private_jobs where key = $1', [key]);
    expect(asked).toEqual([{ run_at: new Date(now) }]);
    await dispatch([slow]);
    expect(slow.heard).toEqual(OF_ONE_CALL);
  });

  it('waits for whom it could not tell', async () => {
    await prioritize('HIGH');
    const first = new Listener();
    const broken = new Listener(() => Promise.reject(new Error('not now')));
    await expect(dispatch([first, broken])).rejects.toThrow('not now');
    const later = new Listener();
    await dispatch([later]);
    expect(later.heard).toEqual(OF_ONE_CALL);
  });

  it('is dispatched by one at a time, and nothing is left that was committed meanwhile', async () => {
    await prioritize('HIGH');
    let second: Promise<number> = Promise.resolve(0);
    const all = new Listener(async () => {
      if (all.batches.length > 0) return;
      await prioritize('LOW');
      second = dispatch([all]);
      // Until the other one stands in line; it ends with what it finds, not with what was there when it came.
      await bulkWaits();
    });
    const first = await dispatch([all]);
    expect(first + (await second)).toBe(6);
    expect(all.heard).toEqual([...OF_ONE_CALL, ...OF_ONE_CALL]);
  });

  async function bulkWaits(): Promise<void> {
    const text = `select from pg_locks l join pg_database d on d.oid = l.database
       where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`;
    await until(async () => (await database.query(text)).length > 0);
  }

  it('is asked for by whoever finds that messages wait', async () => {
    await prioritize('HIGH');
    const requestDispatch = new RequestDispatch({
      unitOfWork: database.unitOfWork,
      clock: () => new Date(Date.now() + 60_000),
    });
    const jobs = () =>
      database.query<{ payload: unknown }>('select payload from graphile_worker._private_jobs where key = $1', [
        `dispatch-outbox:${world.organization.id}`,
      ]);
    expect(await requestDispatch.sweep()).toBeGreaterThan(0);
    await requestDispatch.execute([world.organization.id]);
    expect(await jobs()).toEqual([{ payload: { organizationId: world.organization.id } }]);
    await database.query('delete from graphile_worker._private_jobs where key = $1', [
      `dispatch-outbox:${world.organization.id}`,
    ]);
    await dispatch([]);
    await requestDispatch.sweep();
    expect(await jobs()).toEqual([]);
  });

  it('is emptied a week after', async () => {
    const cleanUp = (days: number) =>
      new CleanUp({
        unitOfWork: database.unitOfWork,
        clock: () => new Date(Date.now() + days * 86_400_000),
        settings: { ...SETTINGS, outcomeRetentionDays: 3650, tokenRetentionDays: 3650, eventRetentionDays: 3650 },
        pageSize: 2,
      }).execute();
    await prioritize('HIGH');
    await dispatch([]);
    await prioritize('LOW');
    const count = async () =>
      (await database.query('select from outbox_messages where organization_id = $1', [world.organization.id])).length;
    await cleanUp(6.9);
    expect(await count()).toBe(6);
    await cleanUp(7.1);
    expect(await count()).toBe(3);
  });
});

describe('bulk_operation.completed', () => {
  const completed = (operationId: string) =>
    database.query<{ data: unknown; group_ids: unknown }>(
      `select data, group_ids from outbox_messages where operation_id = $1 and type = 'bulk_operation.completed'`,
      [operationId],
    );
  const counts = { changed: 0, unchanged: 0, notFound: 0, conflict: 0, invalid: 0, skipped: 0, pending: 0 };

  it('tells once of each operation with its counts, undos and deletions included', async () => {
    const call = await bulk.call(world.token, { ids: [...ids, '999999999'], input: { priority: 'HIGH' } });
    const undo = await bulk.undo(world.token, call.operationId);
    const same = await bulk.call(world.token, { ids, input: { status: 'UNRESOLVED' } });
    const deletion = await bulk.delete(world.token, { ids });
    const told = await Promise.all([call, undo, same, deletion].map(({ operationId }) => completed(operationId)));
    const state = 'COMPLETED';
    expect(told).toEqual([
      [
        {
          group_ids: [],
          data: { kind: 'MUTATE', state, counts: { ...counts, requested: 4, changed: 3, notFound: 1 } },
        },
      ],
      [{ group_ids: [], data: { kind: 'UNDO', state, counts: { ...counts, requested: 3, changed: 3 } } }],
      [{ group_ids: [], data: { kind: 'MUTATE', state, counts: { ...counts, requested: 3, unchanged: 3 } } }],
      [{ group_ids: [], data: { kind: 'DELETE', state, counts: { ...counts, requested: 3, changed: 3 } } }],
    ]);
  });

  it('tells nothing of a rehearsal', async () => {
    const call = await bulk.call(world.token, { ids, input: { priority: 'HIGH' }, options: { dryRun: true } });
    expect(await completed(call.operationId)).toEqual([]);
    const { operationId } = await prioritize('HIGH');
    const undo = await bulk.undo(world.token, operationId, { dryRun: true });
    expect(await completed(undo.operationId)).toEqual([]);
  });
});
