import { DeleteGroups } from '../../../../src/application/delete-groups/delete-groups.handler';
import { incomingEvent } from '../../../support/build/event';
import { buildEveryRow } from '../../../support/build/every-row';
import { buildGroup, buildGroups } from '../../../support/build/group';
import { buildToken } from '../../../support/build/token';
import { buildWorld, type World } from '../../../support/build/world';
import { queuedDeletions, rowsOfIssue, runDeletions } from '../../../support/deletions';
import { useTestDatabase } from '../../../support/test-database';
import { issueChecksums, unlike, type IssueChecksums } from '../../../support/undo/issue-checksums';
import { codesOf, statusesOf, useBulkMutation, type BulkAnswer } from '../../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);
const START = new Date('2026-07-01T12:00:00.000Z');

type Kind = 'delete' | 'discard';
const KINDS: readonly Kind[] = ['delete', 'discard'];

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
  bulk.now = START;
});

function secondsLater(seconds: number): void {
  bulk.now = new Date(START.getTime() + seconds * 1_000);
}

function remove(kind: Kind, ids: readonly string[]): Promise<BulkAnswer> {
  return kind === 'delete'
    ? bulk.delete(world.token, { ids })
    : bulk.call(world.token, { ids, input: { discard: true } });
}

function undo({ operationId }: BulkAnswer): Promise<BulkAnswer> {
  return bulk.undo(world.token, operationId);
}

async function arrive(fingerprint: string): Promise<string | undefined> {
  const event = incomingEvent(world.project, { message: 'no', fingerprint: [fingerprint] });
  const [ingested] = await bulk.application.ingestEvents.execute([event]);
  return ingested?.outcome;
}

/** Of all that hangs on the issues; the audit goes on to tell of what was undone. */
async function checksums(ids: readonly string[]): Promise<IssueChecksums> {
  const sums = await issueChecksums(database, world.organization.id, ids);
  return new Map([...sums].filter(([key]) => !key.startsWith('deletion_audit_entries')));
}

interface Issue {
  readonly id: string;
  readonly status: string;
  readonly times_seen: string;
}

function issues(): Promise<Issue[]> {
  return database.query<Issue>(
    `select g.id, g.status, c.times_seen from groups g
     left join group_counters c on c.organization_id = g.organization_id and c.group_id = g.id
     where g.organization_id = $1 order by g.id`,
    [world.organization.id],
  );
}

function tombstones(): Promise<{ id: string; dropped_events: string }[]> {
  return database.query('select id, dropped_events from group_tombstones where organization_id = $1', [
    world.organization.id,
  ]);
}

describe.each(KINDS)('U2: the undo of a %s', (kind) => {
  it('U2: brings back every row; the tombstone and the queued work go', async () => {
    const groups = await buildGroups(database, 3, {
      project: world.project,
      each: (index) => (index === 0 ? {} : index === 1 ? { status: 'RESOLVED' } : { status: 'IGNORED' }),
    });
    await Promise.all(groups.map((group) => buildEveryRow(database, group)));
    const ids = groups.map(({ id }) => id);
    const before = await checksums(ids);
    const deleted = await remove(kind, ids);
    expect(deleted.record['undoable_until']).toEqual(new Date(START.getTime() + 60_000));
    expect(unlike(before, await checksums(ids))).not.toEqual([]);
    const [job] = await queuedDeletions(database, deleted.operationId);
    secondsLater(59);
    const undone = await undo(deleted);
    expect(statusesOf(undone)).toEqual(['CHANGED', 'CHANGED', 'CHANGED']);
    expect(unlike(before, await checksums(ids))).toEqual([]);
    expect([await tombstones(), await queuedDeletions(database, deleted.operationId)]).toEqual([[], []]);
    const audit = await database.query('select undone_at from deletion_audit_entries where operation_id = $1', [
      deleted.operationId,
    ]);
    expect(audit).toEqual(ids.map(() => ({ undone_at: bulk.now })));
    // A worker that had taken the job already finds nothing to do.
    const late = new DeleteGroups({ unitOfWork: database.unitOfWork, clock: () => new Date() });
    if (job === undefined) throw new Error('no job was queued');
    expect(await late.execute(job.payload)).toEqual({ deleted: 0 });
    expect(unlike(before, await checksums(ids))).toEqual([]);
  });

  it('U3: can be undone itself, and that again', async () => {
    const group = await buildGroup(database, { project: world.project });
    const before = await checksums([group.id]);
    const deleted = await remove(kind, [group.id]);
    const undone = await undo(deleted);
    const again = await undo(undone);
    expect([statusesOf(again), (await issues())[0]?.status]).toEqual([['CHANGED'], 'PENDING_DELETION']);
    expect(await tombstones()).toHaveLength(kind === 'discard' ? 1 : 0);
    expect(await queuedDeletions(database, again.operationId)).toMatchObject([{ payload: { groupIds: [group.id] } }]);
    const back = await undo(again);
    expect([statusesOf(back), unlike(before, await checksums([group.id]))]).toEqual([['CHANGED'], []]);
    const last = await undo(back);
    await runDeletions(database, last.operationId);
    expect(await rowsOfIssue(database, group)).not.toHaveProperty('groups');
  });

  it('U2: comes too late once the job has begun, and after the window', async () => {
    const [begun, waiting] = await buildGroups(database, 2, { project: world.project });
    const first = await remove(kind, [begun?.id ?? '']);
    await runDeletions(database, first.operationId);
    expect(statusesOf(await undo(first))).toEqual(['NOT_FOUND']);
    const second = await remove(kind, [waiting?.id ?? '']);
    secondsLater(60);
    expect(codesOf(await undo(second))).toEqual(['NOT_UNDOABLE id']);
  });

  it('U1: leaves nothing behind in a dry run', async () => {
    const group = await buildGroup(database, { project: world.project });
    const deleted = await remove(kind, [group.id]);
    const before = await checksums([group.id]);
    const jobs = await queuedDeletions(database, deleted.operationId);
    const dry = await bulk.undo(world.token, deleted.operationId, { dryRun: true });
    expect([statusesOf(dry), unlike(before, await checksums([group.id]))]).toEqual([['CHANGED'], []]);
    expect(await queuedDeletions(database, deleted.operationId)).toEqual(jobs);
  });

  it('U4: needs event:admin', async () => {
    const group = await buildGroup(database, { project: world.project });
    const { operationId } = await remove(kind, [group.id]);
    const scopes = ['event:read', 'event:write'] as const;
    const token = await buildToken(database, {
      ...{ organizationId: world.organization.id, userId: world.owner.id, scopes },
    });
    expect((await bulk.undo(token, operationId)).problems).toMatchObject([{ code: 'PERMISSION_DENIED' }]);
  });
});

describe('U2: fingerprints that were used in the window', () => {
  it('U2: stay with the issue that took them, and the changes name them', async () => {
    await arrive('taken');
    const [old] = await issues();
    const deleted = await remove('delete', [old?.id ?? '']);
    await arrive('taken');
    const hash = await database.query<{ hash: string }>('select hash from group_hashes where organization_id = $1', [
      world.organization.id,
    ]);
    const undone = await undo(deleted);
    expect(undone.outcomes[0]?.changes).toContainEqual({
      ...{ attribute: 'hashes', before: null, after: { kept: hash.map((row) => row.hash) } },
    });
    await arrive('taken');
    expect(await issues()).toMatchObject([
      { id: old?.id, status: 'UNRESOLVED', times_seen: '1' },
      { status: 'UNRESOLVED', times_seen: '2' },
    ]);
  });

  it('U2: come back where nobody took them; what a discard dropped stays dropped', async () => {
    await arrive('dropped');
    const [old] = await issues();
    const discarded = await remove('discard', [old?.id ?? '']);
    expect([await arrive('dropped'), await arrive('dropped')]).toEqual(['DISCARDED', 'DISCARDED']);
    expect(await tombstones()).toMatchObject([{ dropped_events: '2' }]);
    const undone = await undo(discarded);
    expect(undone.outcomes[0]?.changes).not.toContainEqual(expect.objectContaining({ attribute: 'hashes' }));
    expect(await arrive('dropped')).toBe('ACCEPTED');
    expect(await issues()).toMatchObject([{ id: old?.id, status: 'UNRESOLVED', times_seen: '2' }]);
  });

  it('U2: come back also where the tombstone was deleted meanwhile', async () => {
    await arrive('freed');
    const [old] = await issues();
    const discarded = await remove('discard', [old?.id ?? '']);
    const caller = await bulk.application.authenticate.execute(world.token.token);
    const [tombstone] = await tombstones();
    if (caller === null || tombstone === undefined) throw new Error('there must be a caller and a tombstone');
    await bulk.application.deleteTombstone.execute(caller, tombstone.id);
    expect(statusesOf(await undo(discarded))).toEqual(['CHANGED']);
    expect(await arrive('freed')).toBe('ACCEPTED');
    expect(await issues()).toMatchObject([{ id: old?.id, times_seen: '2' }]);
  });
});
