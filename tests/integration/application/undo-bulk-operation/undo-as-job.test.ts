import { DeleteGroups } from '../../../../src/application/delete-groups/delete-groups.handler';
import { buildGroups } from '../../../support/build/group';
import { buildMember, buildProject } from '../../../support/build/organization';
import { buildToken } from '../../../support/build/token';
import { buildWorld, type World } from '../../../support/build/world';
import { callerOf } from '../../../support/bulk-mutation';
import { at } from '../../../support/intervened-unit-of-work';
import { runOperation } from '../../../support/run-operations';
import { smallSteps } from '../../../support/small-steps';
import { useTestDatabase } from '../../../support/test-database';
import { issueChecksums, unlike, type IssueChecksums } from '../../../support/undo/issue-checksums';
import { codesOf, statusesOf, useBulkMutation, type BulkAnswer } from '../../../support/use-bulk-mutation';

const LIMIT = 4;
const STEP = 2;
const NOW = new Date('2027-03-01T10:00:00.000Z');

const database = useTestDatabase();
const bulk = useBulkMutation(database, { synchronousLimit: LIMIT });

let world: World;
let ids: readonly string[];
beforeEach(async () => {
  world = await buildWorld(database);
  ids = (await buildGroups(database, 7, { project: world.project })).map(({ id }) => id);
  bulk.now = NOW;
});

const skip = { errorPolicy: 'SKIP_INVALID' } as const;

/** Runs it to its end; `before` happens just before each of its steps. */
async function run({ operationId }: BulkAnswer, before?: (step: number) => Promise<unknown>): Promise<BulkAnswer> {
  let step = 0;
  const unitOfWork = smallSteps(
    database.dataSource,
    STEP,
    at('share-operation', async (statement) => {
      await before?.((step += 1));
      return statement;
    }),
  );
  const key = { organizationId: world.organization.id, operationId };
  const clock = (): Date => bulk.now ?? NOW;
  await runOperation({ ...database, unitOfWork }, key, { clock, settings: { synchronousLimit: LIMIT } });
  return bulk.read(operationId);
}

/** Changes all issues, as a job. */
async function change(): Promise<BulkAnswer> {
  const input = { status: 'IGNORED', priority: 'HIGH', assignedTo: { user: world.owner.id } } as const;
  return run(await bulk.call(world.token, { ids, input }));
}

const undo = (operation: BulkAnswer, options = {}): Promise<BulkAnswer> =>
  bulk.undo(world.token, operation.operationId, options);
const touch = (id = ''): Promise<BulkAnswer> => bulk.call(world.token, { ids: [id], input: { inbox: true } });
const look = (): Promise<IssueChecksums> => issueChecksums(database, world.organization.id, ids);
const undoneBy = async ({ operationId }: BulkAnswer): Promise<unknown> =>
  (await bulk.read(operationId)).record['undone_by_id'];

async function cancel({ operationId }: BulkAnswer): Promise<void> {
  await bulk.application.cancelBulkOperation.execute(await callerOf(database.unitOfWork, world.token), operationId);
}

describe('S9 U3 an undo that is too large to be waited for', () => {
  test('S9 U1 U3 is a job, and puts back what it finds unchanged; meanwhile there is no other undo', async () => {
    const before = await look();
    const operation = await change();
    await touch(ids[3]);
    const touched = await look();
    const accepted = await undo(operation);
    expect(accepted).toMatchObject({
      problems: [],
      counts: {},
      record: { kind: 'UNDO', state: 'PENDING', request: {} },
    });
    expect(await undoneBy(operation)).toBe(accepted.operationId);
    expect(codesOf(await undo(operation))).toEqual(['NOT_UNDOABLE id']);

    const done = await run(accepted);
    expect(done).toMatchObject({ counts: { changed: 6, conflict: 1 }, record: { state: 'COMPLETED', request: null } });
    expect(done.outcomes.map(({ issueId }) => issueId)).toEqual(ids);
    expect(statusesOf(done)[3]).toBe('CONFLICT/VERSION_CONFLICT');
    const after = await look();
    expect(unlike(before, after).every((key) => key.endsWith(` ${ids[3]}`))).toBe(true);
    expect(unlike(touched, after).some((key) => key.endsWith(` ${ids[3]}`))).toBe(false);
  });

  test('U3 can be undone in turn, by a job as well', async () => {
    const before = await look();
    const operation = await change();
    const changed = await look();
    const undone = await run(await undo(operation));
    expect(unlike(before, await look())).toEqual([]);
    const redone = await run(await undo(undone));
    expect(unlike(changed, await look())).toEqual([]);
    expect(redone).toMatchObject({ counts: { changed: 7 }, record: { undoes_id: undone.operationId, undo_depth: 2 } });
    await run(await undo(redone));
    expect(unlike(before, await look())).toEqual([]);
  });

  test('S9 is a job where that is asked for, whatever the number, and never where SYNC is', async () => {
    const small = await bulk.call(world.token, { ids: ids.slice(0, 2), input: { priority: 'HIGH' } });
    const accepted = await undo(small, { mode: 'ASYNC' });
    expect(accepted.record['state']).toBe('PENDING');
    expect((await run(accepted)).counts).toEqual({ changed: 2 });
    expect(codesOf(await undo(await change(), { mode: 'SYNC' }))).toEqual(['SELECTION_TOO_LARGE id']);
  });

  test('A3 U1 under ALL_OR_NOTHING fails where an issue has changed, and does not count as the one undo', async () => {
    const operation = await change();
    await touch(ids[0]);
    await bulk.call(world.token, { ids: [ids[5] ?? ''], input: { isSubscribed: false } });
    const changed = await look();
    const failed = await run(await undo(operation, { errorPolicy: 'ALL_OR_NOTHING' }));
    expect(failed).toMatchObject({
      outcomes: [],
      record: {
        state: 'FAILED',
        error: { code: 'VERSION_CONFLICT', field: ['id'], issueIds: [ids[0], ids[5]], issueCount: 2 },
      },
    });
    expect(unlike(changed, await look())).toEqual([]);
    expect(await undoneBy(operation)).toBeNull();
    expect((await run(await undo(operation, skip))).counts).toEqual({ changed: 5, conflict: 2 });
  });

  test('A3 U1 under ALL_OR_NOTHING succeeds where none has changed, and so does its redo', async () => {
    const before = await look();
    const operation = await change();
    const undone = await run(await undo(operation, { errorPolicy: 'ALL_OR_NOTHING' }));
    expect(undone.counts).toEqual({ changed: 7 });
    expect(unlike(before, await look())).toEqual([]);
    const redone = await run(await undo(undone, { errorPolicy: 'ALL_OR_NOTHING' }));
    expect(redone.counts).toEqual({ changed: 7 });
  });

  test('S3 O2 fails where the set is not the expected one', async () => {
    const operation = await change();
    const wrongCount = await run(await undo(operation, { expectedCount: 6 }));
    expect(wrongCount.record).toMatchObject({ state: 'FAILED', error: { code: 'UNEXPECTED_COUNT' } });
    const expectedVersions = [{ id: '1', version: 1 }];
    const stranger = await run(await undo(operation, { expectedVersions }));
    expect(stranger.record['error']).toMatchObject({ code: 'INVALID_INPUT', issueIds: ['1'] });
    const known = [{ id: ids[1] ?? '', version: 7 }];
    const expected = await run(await undo(operation, { expectedCount: 7, expectedVersions: known }));
    expect(expected.counts).toEqual({ changed: 6, conflict: 1 });
  });

  test('A3 U3 that is canceled leaves the rest to another undo, and what it has done to a redo', async () => {
    const operation = await change();
    const changed = await look();
    const undoing = await undo(operation);
    const canceled = await run(undoing, async (step) => {
      if (step === 3) await cancel(undoing);
    });
    expect(canceled.record['state']).toBe('CANCELED');
    expect(canceled.outcomes.map(({ issueId }) => issueId)).toEqual(ids.slice(0, 2 * STEP));
    expect(await undoneBy(operation)).toBeNull();
    const rest = await run(await undo(operation));
    expect(rest.counts).toEqual({ changed: 3, conflict: 4 });
    await run(await undo(canceled, skip));
    await run(await undo(rest, skip));
    expect(unlike(changed, await look())).toEqual([]);
  });

  test('O4 that is a dry run shows all of it, and leaves everything as it is', async () => {
    const operation = await change();
    const changed = await look();
    const rehearsal = await run(await undo(operation, { dryRun: true }));
    expect(rehearsal).toMatchObject({ counts: { changed: 7 }, record: { dry_run: true, undoable_until: null } });
    expect(rehearsal.outcomes[0]?.changes?.map(({ attribute }) => attribute)).toContain('priority');
    expect(unlike(changed, await look())).toEqual([]);
    expect(await undoneBy(operation)).toBeNull();
  });

  test('U3 P1 fails for somebody who sees a part of its issues, and once its token is revoked', async () => {
    const organizationId = world.organization.id;
    await database.query('update organizations set open_membership = false where id = $1', [organizationId]);
    const hidden = await buildProject(database, { organizationId });
    const more = (await buildGroups(database, 2, { project: hidden })).map(({ id }) => id);
    const nobody = await buildToken(database, { organizationId, userId: null });
    const all = await run(await bulk.call(nobody, { ids: [...more, ...ids], input: { status: 'RESOLVED' } }));
    const member = await buildMember(database, { organizationId, teamIds: [world.team.id] });
    const theirs = await buildToken(database, { organizationId, userId: member.id });
    const failed = await run(await bulk.undo(theirs, all.operationId));
    expect(failed).toMatchObject({ outcomes: [], record: { state: 'FAILED', error: { code: 'NOT_UNDOABLE' } } });
    const rehearsal = await run(await bulk.undo(theirs, all.operationId, { dryRun: true }));
    expect(rehearsal.outcomes.map(({ issueId }) => issueId)).toEqual(ids);

    const accepted = await bulk.undo(nobody, all.operationId);
    await database.query('update api_tokens set revoked_at = now() where id = $1', [nobody.id]);
    expect((await run(accepted)).record).toMatchObject({ state: 'FAILED', error: { code: 'PERMISSION_DENIED' } });
    expect(await undoneBy(all)).toBeNull();
    const again = await buildToken(database, { organizationId, userId: null });
    expect((await run(await bulk.undo(again, all.operationId))).counts).toEqual({ changed: 9 });
  });

  test('I1 is begun once, however often it is asked for with one key', async () => {
    const operation = await change();
    const key = { idempotencyKey: 'undo' };
    const [first, second] = [await undo(operation, key), await undo(operation, key)];
    expect(second.operationId).toBe(first.operationId);
    const done = await run(first);
    expect((await undo(operation, key)).counts).toEqual(done.counts);
  });

  test('U2 keeps issues that were to be deleted for as long as it takes, and no longer', async () => {
    const before = await look();
    const operation = await run(await bulk.delete(world.token, { ids }));
    const deletion = {
      ...{ organizationId: world.organization.id, projectId: world.project.id, operationId: operation.operationId },
      groupIds: ids,
    };
    const begin = (): Promise<unknown> =>
      new DeleteGroups({ ...database, clock: () => bulk.now ?? NOW }).execute(deletion);
    const undoing = await undo(operation);
    // The window is over; the undo was asked for within it.
    bulk.now = new Date(NOW.getTime() + 3_600_000);
    expect(await begin()).toEqual({ deleted: 0 });
    await run(undoing, async (step) => {
      if (step === 2) await cancel(undoing);
    });
    const saved = ids.slice(0, STEP);
    const different = unlike(before, await look()).filter((key) => saved.some((id) => key.endsWith(` ${id}`)));
    expect(different.filter((key) => !key.startsWith('deletion_audit_entries'))).toEqual([]);
    const queued = await database.query(`select from graphile_worker._private_jobs where key = $1`, [
      `queue-deletions:${deletion.organizationId}:${operation.operationId}`,
    ]);
    expect(queued).toHaveLength(1);
    expect(await begin()).toEqual({ deleted: ids.length - STEP });
  });
});
