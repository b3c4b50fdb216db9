import { incomingEvent } from '../../support/build/event';
import { buildGroup, buildGroups } from '../../support/build/group';
import { buildProject } from '../../support/build/organization';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { queuedDeletions, rowsOfIssue, runDeletions } from '../../support/deletions';
import { issueRows } from '../../support/issue-rows';
import { useTestDatabase } from '../../support/test-database';
import { codesOf, statusesOf, useBulkMutation } from '../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

interface HashRow {
  readonly hash: string;
  readonly group_id: string | null;
  readonly tombstone_id: string | null;
}

function hashes(): Promise<HashRow[]> {
  return database.query<HashRow>('select * from group_hashes where organization_id = $1 order by hash', [
    world.organization.id,
  ]);
}

function tombstones(): Promise<Readonly<Record<string, unknown>>[]> {
  return database.query('select * from group_tombstones where organization_id = $1 order by id', [
    world.organization.id,
  ]);
}

/** An event with this fingerprint arrives. */
async function arrive(fingerprint: string): Promise<string | undefined> {
  const event = incomingEvent(world.project, { message: 'no', fingerprint: [fingerprint] });
  const [ingested] = await bulk.application.ingestEvents.execute([event]);
  return ingested?.outcome;
}

/** Ids of the issues that are there for somebody, oldest first. */
async function issues(): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `select id from groups where organization_id = $1 and status not in ('PENDING_DELETION', 'DELETION_IN_PROGRESS')
     order by id`,
    [world.organization.id],
  );
  return rows.map(({ id }) => id);
}

async function deleteTombstone(id: unknown, token = world.token.token) {
  const caller = await bulk.application.authenticate.execute(token);
  if (caller === null) throw new Error('the token was refused');
  return bulk.application.deleteTombstone.execute(caller, String(id));
}

describe('discard', () => {
  it('discard-makes-tombstone: the issue goes, its fingerprint leads to a tombstone, other issues stay', async () => {
    const given = { project: world.project, message: 'it broke', culprit: 'shop in pay', platform: 'python' };
    const first = await buildGroup(database, given);
    const second = await buildGroup(database, { project: world.project });
    const before = await hashes();
    const answer = await bulk.call(world.token, { ids: [first.id], input: { discard: true } });
    expect(statusesOf(answer)).toEqual(['CHANGED']);
    const [tombstone] = await tombstones();
    expect(tombstone).toMatchObject({
      ...{ project_id: world.project.id, previous_group_id: first.id, actor_id: world.owner.id },
      ...{ title: first.title, message: 'it broke', culprit: 'shop in pay', level: 'ERROR', platform: 'python' },
      ...{ dropped_events: '0', last_dropped_at: null },
    });
    const expected = before.map((row) =>
      row.group_id === first.id ? { ...row, group_id: null, tombstone_id: tombstone?.['id'] } : row,
    );
    expect(await hashes()).toEqual(expected);
    await runDeletions(database, answer.operationId);
    expect(await rowsOfIssue(database, first)).toEqual({
      ...{ bulk_operation_outcomes: 1, bulk_operation_removed_rows: 1, deletion_audit_entries: 1 },
    });
    expect(await issues()).toEqual([second.id]);
    expect(await hashes()).toEqual(expected);
  });

  it('discard-undo: without its tombstone the fingerprint is free, and the next event makes an issue', async () => {
    await arrive('tomb');
    const [id = ''] = await issues();
    await bulk.call(world.token, { ids: [id], input: { discard: true } });
    expect([await arrive('tomb'), await arrive('tomb'), await issues()]).toEqual(['DISCARDED', 'DISCARDED', []]);
    const [tombstone] = await tombstones();
    expect(tombstone).toMatchObject({ dropped_events: '2', last_dropped_at: expect.any(Date) as Date });
    expect(await deleteTombstone(tombstone?.['id'])).toMatchObject({ value: tombstone?.['id'], problems: [] });
    expect([await tombstones(), await hashes()]).toEqual([[], []]);
    expect(await arrive('tomb')).toBe('ACCEPTED');
    expect(await issues()).toHaveLength(1);
  });

  it('discard-undo-wrong-project: who does not see the project finds no tombstone, and it stays', async () => {
    const other = await buildWorld(database);
    const group = await buildGroup(database, { project: world.project });
    await bulk.call(world.token, { ids: [group.id], input: { discard: true } });
    const [tombstone] = await tombstones();
    const refused = await deleteTombstone(tombstone?.['id'], other.token.token);
    expect(refused.problems).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
    expect([await tombstones(), await hashes()]).toEqual([
      [tombstone],
      [expect.objectContaining({ tombstone_id: tombstone?.['id'] })],
    ]);
  });
});

describe('T15: discard', () => {
  it('T15: takes no other attribute, and false means absent', async () => {
    const group = await buildGroup(database, { project: world.project });
    const both = await bulk.call(world.token, { ids: [group.id], input: { discard: true, assignedTo: null } });
    expect(codesOf(both)).toEqual(['CONFLICTING_ATTRIBUTES input.discard']);
    const absent = await bulk.call(world.token, { ids: [group.id], input: { discard: false, priority: 'LOW' } });
    expect([statusesOf(absent), absent.applied?.['given']]).toEqual([['CHANGED'], ['priority']]);
  });

  it('T15: needs event:admin, also where the issue is unknown', async () => {
    const { id: userId } = world.owner;
    const token = await buildToken(database, {
      ...{ organizationId: world.organization.id, userId, scopes: ['event:read', 'event:write'] },
    });
    const answer = await bulk.call(token, { ids: ['1'], input: { discard: true } });
    expect(answer.problems).toMatchObject([{ code: 'PERMISSION_DENIED', details: { scopes: ['event:admin'] } }]);
  });

  it('T15: refuses issues of projects without the feature, and those that are no errors', async () => {
    const without = await buildProject(database, { organizationId: world.organization.id, features: [] });
    const groups = [
      await buildGroup(database, { project: without }),
      await buildGroup(database, { project: world.project, category: 'PERFORMANCE' }),
      await buildGroup(database, { project: world.project }),
    ];
    const ids = groups.map(({ id }) => id);
    const input = { discard: true };
    const skipping = await bulk.call(world.token, {
      ids,
      input,
      options: { errorPolicy: 'SKIP_INVALID', dryRun: true },
    });
    expect(statusesOf(skipping)).toEqual(['INVALID/FEATURE_DISABLED', 'INVALID/NOT_AN_ERROR_ISSUE', 'CHANGED']);
    const refused = await bulk.call(world.token, { ids, input });
    expect(codesOf(refused)).toEqual(['FEATURE_DISABLED input.discard', 'NOT_AN_ERROR_ISSUE input.discard']);
    expect([await tombstones(), await queuedDeletions(database, skipping.operationId)]).toEqual([[], []]);
    expect((await hashes()).map(({ tombstone_id }) => tombstone_id)).toEqual([null, null, null]);
  });

  it('O3: names the tombstone, the status and the inbox in the changes', async () => {
    const group = await buildGroup(database, { project: world.project });
    const answer = await bulk.call(world.token, { ids: [group.id], input: { discard: true } });
    const [tombstone] = await tombstones();
    expect(answer.outcomes[0]?.changes).toEqual([
      {
        attribute: 'status',
        before: { status: 'UNRESOLVED', substatus: 'NEW', statusDetails: {} },
        after: { status: 'PENDING_DELETION', substatus: null, statusDetails: {} },
      },
      { attribute: 'inbox', before: { reason: 'NEW' }, after: null },
      { attribute: 'discard', before: null, after: { tombstone: tombstone?.['id'] } },
    ]);
    expect(answer.applied).toMatchObject({ given: ['discard'], discard: true });
  });
});

describe('delete', () => {
  it('delete-performance-by-id: issues of any category and status go with their hashes', async () => {
    const [first, second] = await buildGroups(database, 2, {
      ...{ project: world.project, category: 'PERFORMANCE' },
      each: (index) => ({ status: index === 0 ? 'RESOLVED' : 'UNRESOLVED' }),
    });
    const ids = [first?.id ?? '', second?.id ?? ''];
    const answer = await bulk.delete(world.token, { ids });
    expect(answer.counts).toEqual({ changed: 2 });
    await runDeletions(database, answer.operationId);
    expect([await issues(), await hashes()]).toEqual([[], []]);
    expect(await rowsOfIssue(database, { id: ids[0] ?? '' })).not.toHaveProperty('groups');
  });

  it('delete-then-same-fingerprint: an event after the deletion makes a new issue', async () => {
    await arrive('same');
    const [id = ''] = await issues();
    const [before] = await hashes();
    const answer = await bulk.delete(world.token, { ids: [id] });
    await runDeletions(database, answer.operationId);
    expect(await arrive('same')).toBe('ACCEPTED');
    const [after, ...others] = await issues();
    expect(others).toEqual([]);
    expect(after).not.toBe(id);
    expect(await hashes()).toMatchObject([{ hash: before?.hash, group_id: after }]);
  });

  it('delete-helper-cleans-up: hashes and inbox rows go at once, and it is announced', async () => {
    const groups = await buildGroups(database, 2, { project: world.project });
    await bulk.delete(world.token, { ids: groups.map(({ id }) => id) });
    expect(await hashes()).toEqual([]);
    const rows = await Promise.all(groups.map((group) => issueRows(database, group)));
    for (const { inbox, outbox, activities, histories } of rows) {
      expect([inbox, activities, histories]).toEqual([null, [], []]);
      expect(outbox).toEqual(['issue.deleted', 'issues.changed']);
    }
  });

  it('delete-single-deferred: the issue waits as PENDING_DELETION, gone for everybody, its hash free', async () => {
    await arrive('deferred');
    const [id = ''] = await issues();
    const answer = await bulk.delete(world.token, { ids: [id] });
    const { group } = await issueRows(database, { id });
    expect(group).toMatchObject({ status: 'PENDING_DELETION', substatus: null, version: 2 });
    expect(await hashes()).toEqual([]);
    expect(await arrive('deferred')).toBe('ACCEPTED');
    expect(await issues()).toHaveLength(1);
    const again = await bulk.delete(world.token, { ids: [id] });
    expect(statusesOf(again)).toEqual(['NOT_FOUND']);
    expect(answer.record).toMatchObject({ kind: 'DELETE', input: null, state: 'COMPLETED' });
  });

  it('S3: without ids needs the expected count', async () => {
    const { id } = await buildGroup(database, { project: world.project });
    const where = { status: 'UNRESOLVED' } as const;
    expect(codesOf(await bulk.delete(world.token, { where }))).toEqual(['IDS_REQUIRED ids']);
    const wrong = await bulk.delete(world.token, { where, options: { expectedCount: 2 } });
    expect(wrong.problems).toMatchObject([{ code: 'UNEXPECTED_COUNT', details: { selected: 1 } }]);
    const right = await bulk.delete(world.token, { where, options: { expectedCount: 1 } });
    expect([statusesOf(right), right.outcomes[0]?.issueId]).toEqual([['CHANGED'], id]);
  });

  it('deletes in chunks of a project, smallest issues first, when the undo window is over', async () => {
    bulk.now = new Date('2026-05-01T12:00:00.000Z');
    const other = await buildProject(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
    const many = await buildGroups(database, 101, {
      project: world.project,
      each: (index) => ({ timesSeen: index === 100 ? 1 : 500 - index }),
    });
    const alone = await buildGroup(database, { project: other });
    const ids = [...many, alone].map(({ id }) => id);
    const answer = await bulk.delete(world.token, { ids });
    const jobs = await queuedDeletions(database, answer.operationId);
    expect(jobs.map(({ payload }) => payload.groupIds.length).sort()).toEqual([1, 1, 100]);
    expect(new Set(jobs.map(({ runAt }) => runAt.toISOString()))).toEqual(new Set(['2026-05-01T12:01:00.000Z']));
    const [first] = jobs.filter(({ payload }) => payload.groupIds.length === 100);
    const bySize = [many[100], ...many.slice(0, 100).reverse()].map((group) => group?.id);
    expect(first?.payload.groupIds).toEqual(bySize.slice(0, 100));
    expect(answer.record['undoable_until']).toEqual(new Date('2026-05-01T12:01:00.000Z'));
    const audit = await database.query<{ transaction_id: string; kind: string; project_slug: string }>(
      'select * from deletion_audit_entries where organization_id = $1',
      [world.organization.id],
    );
    expect(audit).toHaveLength(102);
    expect(new Set(audit.map(({ transaction_id }) => transaction_id)).size).toBe(1);
    expect(audit).toContainEqual(
      expect.objectContaining({ kind: 'DELETE', group_id: alone.id, project_slug: other.slug }),
    );
  });

  it('leaves nothing behind in a dry run', async () => {
    const group = await buildGroup(database, { project: world.project });
    const before = await rowsOfIssue(database, group);
    const answer = await bulk.delete(world.token, { ids: [group.id], options: { dryRun: true } });
    expect(statusesOf(answer)).toEqual(['CHANGED']);
    expect(await rowsOfIssue(database, group)).toEqual({ ...before, bulk_operation_outcomes: 1 });
    expect(await queuedDeletions(database, answer.operationId)).toEqual([]);
  });
});
