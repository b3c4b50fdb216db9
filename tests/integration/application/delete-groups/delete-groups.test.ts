import { DeleteGroups, type DeletionResult } from '../../../../src/application/delete-groups/delete-groups.handler';
import { SweepDeletions } from '../../../../src/application/delete-groups/sweep-deletions.handler';
import { DeleteIssues } from '../../../../src/application/delete-issues/delete-issues.handler';
import { IngestEvents } from '../../../../src/application/ingest-events/ingest-events.handler';
import type { GroupsToDelete } from '../../../../src/persistence/compile/delete-groups/delete-groups';
import { createJobs } from '../../../../src/bootstrap/create-jobs';
import { startWorker } from '../../../../src/bootstrap/worker';
import { PER_ISSUE_TABLES, TABLES_THAT_OUTLIVE_ISSUES } from '../../../../src/persistence/per-issue-tables';
import { incomingEvent } from '../../../support/build/event';
import { buildEveryRow } from '../../../support/build/every-row';
import { buildGroup, buildGroups } from '../../../support/build/group';
import { buildProject } from '../../../support/build/organization';
import { buildWorld, type World } from '../../../support/build/world';
import { callerOf } from '../../../support/bulk-mutation';
import { Checkpoint, ConcurrentCalls } from '../../../support/concurrent-calls';
import { queuedDeletions, rowsOfIssue, runDeletions } from '../../../support/deletions';
import { at, IntervenedUnitOfWork } from '../../../support/intervened-unit-of-work';
import { orphansOf } from '../../../support/orphans';
import { SETTINGS } from '../../../support/settings';
import { useTestDatabase } from '../../../support/test-database';
import { until } from '../../../support/until';
import { useBulkMutation } from '../../../support/use-bulk-mutation';
import { bulkDependencies } from '../../../support/bulk-dependencies';

const database = useTestDatabase();
const bulk = useBulkMutation(database);
const calls = ConcurrentCalls.use(database);
const clock = (): Date => new Date();

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

function payload(groupIds: readonly string[], given: Partial<GroupsToDelete> = {}): GroupsToDelete {
  const { id: projectId, organizationId } = world.project;
  return { organizationId, projectId, operationId: '1', groupIds, ...given };
}

function run(groups: GroupsToDelete, chunkSize = 100): Promise<DeletionResult> {
  return new DeleteGroups({ unitOfWork: database.unitOfWork, clock, chunkSize }).execute(groups);
}

/** What stays of a deleted issue that had one fingerprint. */
const RECORDS = { bulk_operation_outcomes: 1, bulk_operation_removed_rows: 1, deletion_audit_entries: 1 };

function event(fingerprint: string) {
  return incomingEvent(world.project, { message: 'no', fingerprint: [fingerprint] });
}

function ingest(fingerprint: string, unitOfWork = database.unitOfWork) {
  return new IngestEvents({ unitOfWork, clock }).execute([event(fingerprint)]);
}

async function issueOf(): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    `select id from groups where organization_id = $1 order by id desc limit 1`,
    [world.organization.id],
  );
  return row?.id ?? '';
}

describe('the tables of an issue', () => {
  it('are all those of the catalog that name an issue', async () => {
    const named = await database.query<{ name: string }>(`
      select t.relname as name from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname = 'group_id'
      where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') and not t.relispartition
        and not a.attisdropped`);
    const known = [...PER_ISSUE_TABLES, ...TABLES_THAT_OUTLIVE_ISSUES, 'events', 'group_deletions'];
    expect(named.map(({ name }) => name).sort()).toEqual(known.sort());
  });

  it('are emptied, page by page, of the deleted issue and of no other', async () => {
    const [doomed, other] = await buildGroups(database, 2, { project: world.project });
    if (doomed === undefined || other === undefined) throw new Error('two issues are needed');
    await buildEveryRow(database, doomed, 7);
    await buildEveryRow(database, other, 1);
    const untouched = await rowsOfIssue(database, other);
    const tables = [...PER_ISSUE_TABLES, 'events', 'groups'];
    expect(Object.keys(await rowsOfIssue(database, doomed)).sort()).toEqual(tables.sort());
    const { operationId } = await bulk.delete(world.token, { ids: [doomed.id] });
    await runDeletions(database, operationId);
    expect(await rowsOfIssue(database, doomed)).toEqual(RECORDS);
    expect(await rowsOfIssue(database, other)).toEqual(untouched);
  });
});

describe('the job', () => {
  it.each(['wait-for-events', 'delete-events-of-groups', 'delete-rows-group-snoozes', 'finish-deletion'])(
    'A3: broken off before %s, it ends when it runs again',
    async (label) => {
      const group = await buildGroup(database, { project: world.project });
      await buildEveryRow(database, group, 7);
      const { operationId } = await bulk.delete(world.token, { ids: [group.id] });
      const crash = new IntervenedUnitOfWork(
        database.dataSource,
        at(label, () => {
          throw new Error('killed');
        }),
      );
      await expect(runDeletions(database, operationId, crash)).rejects.toThrow('killed');
      expect(await rowsOfIssue(database, group)).toMatchObject({ groups: 1, group_deletions: 1 });
      await runDeletions(database, operationId);
      expect(await rowsOfIssue(database, group)).toEqual(RECORDS);
      await runDeletions(database, operationId);
    },
  );

  it('takes along what came late for an issue that had been merged into the deleted one', async () => {
    const [parent, former] = await buildGroups(database, 2, { project: world.project });
    if (parent === undefined || former === undefined) throw new Error('two issues are needed');
    await buildEveryRow(database, former, 2);
    await database.query('delete from groups where organization_id = $1 and id = $2', [
      world.organization.id,
      former.id,
    ]);
    await database.query(
      `insert into group_redirects (organization_id, previous_group_id, group_id, project_id, previous_short_id,
         operation_id, due_at, merged_at)
       values ($1, $2, $3, $4, 999, 1, now(), now())`,
      [world.organization.id, former.id, parent.id, world.project.id],
    );
    const { operationId } = await bulk.delete(world.token, { ids: [parent.id] });
    await runDeletions(database, operationId);
    expect(await rowsOfIssue(database, former)).toEqual({});
    expect(await rowsOfIssue(database, parent)).toEqual(RECORDS);
  });

  it('may run on two workers at once', async () => {
    const groups = await buildGroups(database, 5, { project: world.project });
    await Promise.all(groups.map((group) => buildEveryRow(database, group, 5)));
    const { operationId } = await bulk.delete(world.token, { ids: groups.map(({ id }) => id) });
    await Promise.all([runDeletions(database, operationId), runDeletions(database, operationId)]);
    const left = await Promise.all(groups.map((group) => rowsOfIssue(database, group)));
    expect(left).toEqual(groups.map(() => RECORDS));
  });

  it('leaves issues alone that are not to be deleted, or by another operation', async () => {
    const [kept, doomed] = await buildGroups(database, 2, { project: world.project });
    const ids = [kept?.id ?? '', doomed?.id ?? ''];
    const { operationId } = await bulk.delete(world.token, { ids: ids.slice(1) });
    expect(await run(payload(ids, { operationId: '1' }))).toEqual({ deleted: 0 });
    expect(await run(payload(ids, { operationId }))).toEqual({ deleted: 1 });
    expect(await rowsOfIssue(database, { id: ids[0] ?? '' })).toMatchObject({ groups: 1, group_hashes: 1 });
  });

  it('is run by a worker when its moment has come', async () => {
    const group = await buildGroup(database, { project: world.project });
    bulk.now = new Date(Date.now() - 61_000);
    const { operationId } = await bulk.delete(world.token, { ids: [group.id] });
    const jobs = createJobs({ unitOfWork: database.unitOfWork, clock, settings: SETTINGS });
    const logger = { error: () => 0, warn: () => 0, debug: () => 0 };
    const own = jobs.filter(({ name }) => name === 'delete-groups');
    // Jobs of other tests would come first.
    await database.query(`delete from graphile_worker._private_jobs where payload ->> 'operationId' <> $1`, [
      operationId,
    ]);
    const worker = await startWorker({ url: database.url, jobs: own, logger });
    await until(async () => !('groups' in (await rowsOfIssue(database, group))));
    await worker.stop();
    expect(await rowsOfIssue(database, group)).toEqual(RECORDS);
  });

  it('delete-job-guards: aborts what can be no request of ours', async () => {
    const elsewhere = await buildProject(database, { organizationId: world.organization.id });
    const here = await buildGroup(database, { project: world.project });
    const there = await buildGroup(database, { project: elsewhere });
    expect(await run(payload([]))).toEqual({ aborted: 'delete_groups.empty_object_ids' });
    expect(await run(payload([`8${here.id}`]))).toEqual({ aborted: 'delete_groups.no_groups_found' });
    expect(await run(payload([here.id, there.id]))).toEqual({
      aborted: `delete_groups.project_id_mismatch: 1 groups don't belong to project ${world.project.id}`,
    });
    expect(await run(payload(['1', '2', '3']), 2)).toEqual({
      aborted: 'delete_groups.object_ids_too_large: 3 groups is greater than GROUP_CHUNK_SIZE',
    });
  });
});

describe('T17: the sweep', () => {
  const sweep = (now: Date, pageSize?: number) =>
    new SweepDeletions({ unitOfWork: database.unitOfWork, clock: () => now, ...(pageSize && { pageSize }) }).execute();

  it('T17: takes up what is stuck, and leaves undo windows alone', async () => {
    const group = await buildGroup(database, { project: world.project });
    bulk.now = new Date('2001-01-01T00:00:00.000Z');
    const { operationId } = await bulk.delete(world.token, { ids: [group.id] });
    await database.query('select graphile_worker.remove_job(key) from graphile_worker.jobs where key like $1', [
      `delete-groups:${operationId}:%`,
    ]);
    // Deletions of other tests are due later, so nothing but this one can be overdue.
    expect(await sweep(new Date('2001-01-01T00:00:59.000Z'))).toBe(0);
    expect(await sweep(new Date('2001-01-01T00:16:01.000Z'))).toBe(1);
    expect(await queuedDeletions(database, operationId)).toMatchObject([
      { key: `sweep-deletions:${operationId}:${world.project.id}:${group.id}`, payload: { groupIds: [group.id] } },
    ]);
    await runDeletions(database, operationId);
    expect(await rowsOfIssue(database, group)).toEqual(RECORDS);
    expect(await sweep(new Date('2001-01-01T00:16:02.000Z'))).toBe(0);
  });

  it('T17: goes through all that is stuck, whatever becomes of the first', async () => {
    const groups = await buildGroups(database, 7, { project: world.project });
    const ids = groups.map(({ id }) => id);
    bulk.now = new Date('2001-01-01T00:00:00.000Z');
    const { operationId } = await bulk.delete(world.token, { ids });
    await database.query('select graphile_worker.remove_job(key) from graphile_worker.jobs where key like $1', [
      `delete-groups:${operationId}:%`,
    ]);
    expect(await sweep(new Date('2001-01-01T00:16:01.000Z'), 3)).toBe(7);
    const queued = await queuedDeletions(database, operationId);
    expect(queued.flatMap(({ payload }) => payload.groupIds).sort()).toEqual([...ids].sort());
    await runDeletions(database, operationId);
    expect(await sweep(new Date('2001-01-01T00:16:02.000Z'), 3)).toBe(0);
  });
});

describe('events that arrive while issues are deleted', () => {
  it.each([
    ['delete', 'ACCEPTED'],
    ['discard', 'DISCARDED'],
  ] as const)('%s: one that has found its issue before goes with it, and nothing is left', async (kind, later) => {
    await ingest('race');
    const id = await issueOf();
    const stop = new Checkpoint();
    const slow = new IntervenedUnitOfWork(
      database.dataSource,
      at('insert-events', async (statement) => {
        await stop.stand();
        return statement;
      }),
    );
    const late = ingest('race', slow);
    await stop.reached;
    const { operationId } =
      kind === 'delete'
        ? await bulk.delete(world.token, { ids: [id] })
        : await bulk.call(world.token, { ids: [id], input: { discard: true } });
    // Whoever comes after the call finds the fingerprint as the call has left it.
    expect(await ingest('race')).toMatchObject([{ outcome: later }]);
    const own = new IntervenedUnitOfWork(calls.dataSource, (statement) => statement);
    const job = runDeletions(database, operationId, own);
    while ((await waitingForEvents()) === 0) await database.query('select pg_sleep(0.01)');
    stop.release();
    expect(await late).toMatchObject([{ outcome: 'ACCEPTED' }]);
    await job;
    const { bulk_operation_removed_rows: removed, ...left } = await rowsOfIssue(database, { id });
    expect([removed, left]).toEqual([1, { bulk_operation_outcomes: 1, deletion_audit_entries: 1 }]);
    expect(await orphansOf(database, world.organization.id)).toEqual([]);
  });

  it('wait for no deletion that is under way', async () => {
    await ingest('parallel');
    const id = await issueOf();
    const stop = new Checkpoint();
    const slow = new IntervenedUnitOfWork(
      database.dataSource,
      at('insert-bulk-operation', async (statement) => {
        await stop.stand();
        return statement;
      }),
    );
    const caller = await callerOf(database.unitOfWork, world.token);
    const options = { dryRun: false, errorPolicy: 'ALL_OR_NOTHING' } as const;
    const deletion = new DeleteIssues(bulkDependencies(slow, { clock }));
    const deleting = deletion.execute(caller, { ids: [id], options });
    await stop.reached;
    const late = ingest('parallel', new IntervenedUnitOfWork(calls.dataSource, (statement) => statement));
    expect(await calls.fate(late)).toBe('done');
    stop.release();
    expect([await late, await deleting]).toMatchObject([[{ outcome: 'ACCEPTED' }], { refused: false }]);
    expect(await issueOf()).toBe(id);
  });

  /** Jobs that wait for the events under way. */
  async function waitingForEvents(): Promise<number> {
    const rows = await database.query(
      `select from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and wait_event = 'advisory'
         and query like '/* wait-for-events */%'`,
    );
    return rows.length;
  }
});
