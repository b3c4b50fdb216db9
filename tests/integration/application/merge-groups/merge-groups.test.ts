import { setTimeout as pause } from 'node:timers/promises';
import { DeleteGroups } from '../../../../src/application/delete-groups/delete-groups.handler';
import { IngestEvents } from '../../../../src/application/ingest-events/ingest-events.handler';
import { MergeGroups } from '../../../../src/application/merge-groups/merge-groups.handler';
import { SweepMerges } from '../../../../src/application/merge-groups/sweep-merges.handler';
import { incomingEvent } from '../../../support/build/event';
import { buildGroups } from '../../../support/build/group';
import { buildWorld, type World } from '../../../support/build/world';
import { callerOf, mutate } from '../../../support/bulk-mutation';
import { ConcurrentCalls } from '../../../support/concurrent-calls';
import { at, IntervenedUnitOfWork } from '../../../support/intervened-unit-of-work';
import { buildMergedIssues } from '../../../support/merge/build-merged-issues';
import { holdingsOf, mergedState } from '../../../support/merge/holdings';
import { rowsOfGroup } from '../../../support/merge/rows-of-group';
import { runMerges } from '../../../support/merge/run-merges';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation, type BulkAnswer } from '../../../support/use-bulk-mutation';

const MINUTE_MS = 60_000;
const START = new Date('2026-11-01T00:00:00.000Z');

const database = useTestDatabase();
const bulk = useBulkMutation(database);
const calls = ConcurrentCalls.use(database);

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

function minutesLater(minutes: number): Date {
  return new Date(START.getTime() + minutes * MINUTE_MS);
}

async function issues(count: number): Promise<string[]> {
  const each = (index: number) => ({ firstSeen: minutesLater(index) });
  return (await buildGroups(database, count, { project: world.project, each })).map(({ id }) => id);
}

/** Merges into the first. */
function merge(ids: readonly string[]): Promise<BulkAnswer> {
  return bulk.call(world.token, { ids, input: { merge: true, mergeInto: ids[0] ?? '' } });
}

function operationOf({ operationId }: Pick<BulkAnswer, 'operationId'>) {
  return { organizationId: world.organization.id, operationId };
}

async function statusOf(id: string): Promise<string> {
  const [row] = await database.query<{ status: string }>('select status from groups where id = $1', [id]);
  return row?.status ?? 'gone';
}

async function hashesOf(id: string): Promise<number> {
  return (await database.query('select from group_hashes where group_id = $1', [id])).length;
}

function event(fingerprint: string) {
  return incomingEvent(world.project, { message: fingerprint, fingerprint: [fingerprint] });
}

/** With everything that is noted of an event: a person, a tag, a release that is new. */
function busyEvent(number: number) {
  const fingerprint = ['busy'];
  const noted = { user: { id: `person-${number}` }, tags: { number: `${number}` }, release: `shop@1.${number}.0` };
  return incomingEvent(world.project, { message: 'busy', fingerprint, ...noted });
}

async function idOf(title: string): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    'select id from groups where organization_id = $1 and title = $2',
    [world.organization.id, title],
  );
  return row?.id ?? '';
}

async function jobs(): Promise<string[]> {
  const rows = await database.query<{ key: string }>(
    `select key from graphile_worker._private_jobs where payload->>'organizationId' = $1 order by key`,
    [world.organization.id],
  );
  return rows.map(({ key }) => key.replace(`:${world.organization.id}`, ''));
}

describe('an event that is on its way while its issue is merged', () => {
  it('T16: follows it, also where it is recorded after the job', async () => {
    await bulk.application.ingestEvents.execute([event('parent')]);
    await bulk.application.ingestEvents.execute([event('child')]);
    const [parent, child] = [await idOf('parent'), await idOf('child')];
    let operation = { organizationId: '', operationId: '' };
    let isDone = false;
    const slow = new IntervenedUnitOfWork(
      database.dataSource,
      at('insert-events', async (statement) => {
        if (isDone) return statement;
        isDone = true;
        operation = operationOf(await merge([parent, child]));
        await runMerges(database, operation);
        return statement;
      }),
    );
    await new IngestEvents({ unitOfWork: slow, clock: () => new Date() }).execute([event('child')]);
    expect(await rowsOfGroup(database, child)).not.toEqual({});
    expect((await jobs()).at(-1)).toBe(`merge-groups:${operation.operationId}:late`);
    await runMerges(database, operation);
    expect(await rowsOfGroup(database, child)).toEqual({});
    expect(await mergedState(database, world.organization.id)).toEqual([
      expect.objectContaining({ id: parent, timesSeen: 3, events: 3 }),
    ]);
  });

  it.each([
    ['is being deleted', `update groups set status = 'DELETION_IN_PROGRESS' where id = $1`],
    ['is gone', 'delete from groups where id = $1'],
  ])('T16: adds nothing to a parent that %s', async (_, farewell) => {
    const [parent = '', child = ''] = await issues(2);
    const operation = operationOf(await merge([parent, child]));
    await runMerges(database, operation);
    await database.query(
      `insert into group_counters (organization_id, group_id, project_id, times_seen, users_seen, last_seen)
         select organization_id, $2, project_id, 1, 0, last_seen from group_counters where group_id = $1`,
      [parent, child],
    );
    await database.query(farewell, [parent]);
    const before = await rowsOfGroup(database, child);
    await runMerges(database, operation);
    expect(await rowsOfGroup(database, child)).toEqual(before);
  });

  it('T16: is seen by the job that meets it in the middle', async () => {
    await bulk.application.ingestEvents.execute([event('parent')]);
    await bulk.application.ingestEvents.execute([event('child')]);
    const [parent, child] = [await idOf('parent'), await idOf('child')];
    let operation = { organizationId: '', operationId: '' };
    let recorded = Promise.resolve<unknown>(null);
    let mayCommit = (): void => undefined;
    const slow = new IntervenedUnitOfWork(
      database.dataSource,
      at('insert-events', async (statement) => {
        operation = operationOf(await merge([parent, child]));
        await new Promise<void>((resolve) => (mayCommit = resolve));
        return statement;
      }),
    );
    // The last look at the child's rows is taken when its counters are held: the event is recorded just before that.
    const job = new IntervenedUnitOfWork(
      database.dataSource,
      at('lock-merged-counters', async (statement) => {
        mayCommit();
        await recorded;
        return statement;
      }),
    );
    recorded = new IngestEvents({ unitOfWork: slow, clock: () => new Date() }).execute([event('child')]);
    while (operation.operationId === '') await pause(5);
    await new MergeGroups({ unitOfWork: job, clock: () => new Date(Date.now() + 2 * MINUTE_MS) }).execute(operation);
    expect(await rowsOfGroup(database, child)).toEqual({});
    expect(await mergedState(database, world.organization.id)).toEqual([
      expect.objectContaining({ id: parent, timesSeen: 3, events: 3 }),
    ]);
  });
});

it('T17: merges whose job runs on a worker with a slow clock are asked for again', async () => {
  bulk.now = START;
  const answer = await merge(await issues(2));
  const clearQueue = () =>
    database.query(`delete from graphile_worker._private_jobs where payload->>'operationId' = $1`, [
      answer.operationId,
    ]);
  const runAt = (now: Date) =>
    new MergeGroups({ unitOfWork: database.unitOfWork, clock: () => now }).execute(operationOf(answer));
  const runAts = () =>
    database.query(`select run_at from graphile_worker._private_jobs where payload->>'operationId' = $1`, [
      answer.operationId,
    ]);
  await clearQueue();
  await runAt(new Date(minutesLater(1).getTime() - 500));
  expect(await runAts()).toEqual([{ run_at: new Date(minutesLater(1).getTime() + 1_000) }]);
  await runAt(minutesLater(2));
  await clearQueue();
  await runAt(minutesLater(3));
  expect(await runAts()).toEqual([]);
});

describe('the sweep', () => {
  it('T17: leaves operations in their window, and those whose job is not late, alone', async () => {
    bulk.now = START;
    const answer = await merge(await issues(2));
    const sweepAt = (minutes: number): Promise<number> =>
      new SweepMerges({ unitOfWork: database.unitOfWork, clock: () => minutesLater(minutes) }).execute();
    await database.query(`delete from graphile_worker._private_jobs where payload->>'operationId' = $1`, [
      answer.operationId,
    ]);
    await sweepAt(5);
    expect(await jobs()).toEqual([]);
    await sweepAt(7);
    expect(await jobs()).toEqual([`merge-groups:${answer.operationId}`]);
    await runMerges(database, operationOf(answer));
  });

  it('T17: a child whose parent is gone is what it was before, with its fingerprints', async () => {
    const [parent = '', child = ''] = await issues(2);
    const answer = await merge([parent, child]);
    await database.query('delete from groups where id = $1', [parent]);
    await database.query(
      `delete from group_hashes where group_id = $1 and hash in (
      select hash from group_hashes where group_id = $1 order by date_added limit 1)`,
      [parent],
    );
    await runMerges(database, operationOf(answer));
    expect(await statusOf(child)).toBe('UNRESOLVED');
    expect(await hashesOf(child)).toBe(1);
  });
});

describe('a parent that is deleted', () => {
  it('T17: goes when those that go into it have come, and takes them along', async () => {
    const [parent = '', child = ''] = await issues(2);
    const merged = await merge([parent, child]);
    const { operationId } = await bulk.delete(world.token, { ids: [parent] });
    const deletion = { ...operationOf({ operationId }), projectId: world.project.id, groupIds: [parent] };
    const { unitOfWork } = database;
    const deletions = new DeleteGroups({ unitOfWork, clock: () => new Date(Date.now() + 2 * MINUTE_MS) });
    expect(await deletions.execute(deletion)).toEqual({ deleted: 0 });
    await runMerges(database, operationOf(merged));
    expect(await deletions.execute(deletion)).toEqual({ deleted: 1 });
    expect([await rowsOfGroup(database, parent), await rowsOfGroup(database, child)]).toEqual([{}, {}]);
  });
});

describe('two at once', () => {
  it('T17: workers on one operation do not get in each other’s way', async () => {
    const organizationId = world.organization.id;
    const ids = await buildMergedIssues(database, world, { issues: 8, eventsEach: 30 });
    const before = await holdingsOf(database, organizationId);
    const operation = operationOf(await merge(ids));
    await Promise.all([1, 2, 3].map(() => runMerges(database, operation)));
    await runMerges(database, operation);
    expect(await holdingsOf(database, organizationId)).toEqual(before);
    expect(await mergedState(database, organizationId)).toHaveLength(1);
  });

  it('A5: events and changes of the parent go on while others are merged into it', async () => {
    const organizationId = world.organization.id;
    const ids = await buildMergedIssues(database, world, { issues: 6, eventsEach: 200 });
    const [parent = ''] = ids;
    await bulk.application.ingestEvents.execute([event('busy')]);
    const busy = await idOf('busy');
    await runMerges(database, operationOf(await merge([parent, busy])));
    const operation = operationOf(await merge(ids));
    const unitOfWork = new IntervenedUnitOfWork(calls.dataSource, (statement) => statement);
    const ingest = new IngestEvents({ unitOfWork, clock: () => new Date() });
    const caller = await callerOf(unitOfWork, world.token);
    const priorities = ['LOW', 'HIGH', 'MEDIUM', 'LOW'] as const;
    const results = await Promise.all([
      new MergeGroups({ unitOfWork, clock: () => new Date(Date.now() + 2 * MINUTE_MS) }).execute(operation),
      ...Array.from({ length: 12 }, (_, number) => ingest.execute([busyEvent(number), busyEvent(number + 1)])),
      ...priorities.map((priority) => mutate(unitOfWork, { caller, ids: [parent], input: { priority } })),
    ]);
    expect(results).toHaveLength(17);
    expect(unitOfWork.failures.filter((code) => code === '40P01')).toEqual([]);
    await runMerges(database, operation);
    const [all] = await mergedState(database, organizationId);
    expect(all).toMatchObject({ id: parent, timesSeen: 1_225, events: 1_225 });
  });
});

describe('undo', () => {
  it('U2: takes children, fingerprints, redirects and the job back; events that came meanwhile stay, and are named', async () => {
    await bulk.application.ingestEvents.execute([event('parent')]);
    await bulk.application.ingestEvents.execute([event('child')]);
    const [parent, child] = [await idOf('parent'), await idOf('child')];
    await bulk.call(world.token, { ids: [child], input: { status: 'RESOLVED' } });
    const answer = await merge([parent, child]);
    await bulk.application.ingestEvents.execute([event('child')]);
    expect(await jobs()).toEqual([`merge-groups:${answer.operationId}`]);
    const undone = await bulk.undo(world.token, answer.operationId);
    expect(undone.outcomes.find(({ issueId }) => issueId === child)).toMatchObject({
      status: 'CHANGED',
      changes: [
        { attribute: 'status', after: { status: 'RESOLVED' } },
        { attribute: 'merge', before: { into: parent }, after: null },
        { attribute: 'events', before: null, after: { into: parent, received: 1 } },
      ],
    });
    expect(await statusOf(child)).toBe('RESOLVED');
    expect([await hashesOf(parent), await hashesOf(child)]).toEqual([1, 1]);
    expect(await jobs()).toEqual([]);
    expect(await rowsOfGroup(database, parent)).toMatchObject({ events: 2 });
    await bulk.application.ingestEvents.execute([event('child')]);
    expect(await rowsOfGroup(database, child)).toMatchObject({ events: 2 });
    await runMerges(database, operationOf(answer));
    // The event was a regression.
    expect(await statusOf(child)).toBe('UNRESOLVED');
  });

  it('U2: a fingerprint that another issue has taken stays there, and is named', async () => {
    const [parent = '', child = '', thief = ''] = await issues(3);
    const answer = await merge([parent, child]);
    const [taken] = await database.query<{ hash: string }>(
      `update group_hashes set group_id = $1
       where hash in (select content->>'hash' from bulk_operation_removed_rows where group_id = $2) returning hash`,
      [thief, child],
    );
    const hash = (
      await database.query<{ hash: string }>('select hash from group_hashes where group_id = $1', [thief])
    ).map((row) => row.hash);
    expect(taken).toBeDefined();
    const undone = await bulk.undo(world.token, answer.operationId);
    const changes = undone.outcomes.find(({ issueId }) => issueId === child)?.changes ?? [];
    const kept = changes.find(({ attribute }) => attribute === 'hashes')?.after as { kept: string[] } | undefined;
    expect(hash).toEqual(expect.arrayContaining(kept?.kept ?? ['none']));
    expect(await hashesOf(child)).toBe(0);
    expect(await statusOf(child)).toBe('UNRESOLVED');
  });

  it('U2: a child that was changed by the job is not taken back, nor anything after the window', async () => {
    const [parent = '', child = '', other = ''] = await issues(3);
    bulk.now = START;
    const early = await merge([parent, child]);
    // A clock that is ahead: the job has begun and ended while the server still counts the window.
    await runMerges(database, operationOf(early));
    const undone = await bulk.undo(world.token, early.operationId);
    expect(undone.outcomes.filter(({ status }) => status === 'CHANGED')).toEqual([]);
    expect(await statusOf(child)).toBe('gone');

    const late = await merge([parent, other]);
    bulk.now = minutesLater(2);
    const refused = await bulk.undo(world.token, late.operationId);
    expect(refused.problems.map(({ code }) => code)).toEqual(['NOT_UNDOABLE']);
    expect(await statusOf(other)).toBe('PENDING_MERGE');
  });

  it('U3: the undo of the undo merges again, in a window of its own', async () => {
    const [parent = '', child = ''] = await issues(2);
    const answer = await merge([parent, child]);
    const undone = await bulk.undo(world.token, answer.operationId);
    const redone = await bulk.undo(world.token, undone.operationId);
    expect(await statusOf(child)).toBe('PENDING_MERGE');
    expect(await hashesOf(child)).toBe(0);
    expect(await jobs()).toEqual([`merge-groups:${redone.operationId}`]);
    await runMerges(database, operationOf(redone));
    expect(await rowsOfGroup(database, child)).toEqual({});
    expect(await hashesOf(parent)).toBe(2);
  });

  it.each(['merged into another', 'discarded'])(
    'U2: takes fingerprints back that went on with a parent that was %s',
    async (fate) => {
      const [parent = '', child = '', other = ''] = await issues(3);
      const first = await merge([parent, child]);
      const second =
        fate === 'discarded'
          ? await bulk.call(world.token, { ids: [parent], input: { discard: true } })
          : await merge([other, parent]);
      expect(await hashesOf(parent)).toBe(0);
      const undone = await bulk.undo(world.token, first.operationId);
      expect(undone.outcomes.find(({ issueId }) => issueId === child)?.changes).toMatchObject([
        { attribute: 'status' },
        { attribute: 'merge' },
      ]);
      expect(await hashesOf(child)).toBe(1);
      await bulk.undo(world.token, second.operationId);
      expect(await Promise.all([parent, child, other].map(hashesOf))).toEqual([1, 1, 1]);
    },
  );

  it.each(['deleted', 'merged into another'])('U3: nothing is merged again into a parent that is %s', async (fate) => {
    const [parent = '', child = '', other = ''] = await issues(3);
    const undone = await bulk.undo(world.token, (await merge([parent, child])).operationId);
    if (fate === 'deleted') await bulk.delete(world.token, { ids: [parent] });
    else await merge([other, parent]);
    const redone = await bulk.undo(world.token, undone.operationId);
    expect(redone.outcomes).toMatchObject([{ issueId: child, status: 'CONFLICT', code: 'VERSION_CONFLICT' }]);
    expect(await statusOf(child)).toBe('UNRESOLVED');
    expect(await hashesOf(child)).toBe(1);
  });
});
