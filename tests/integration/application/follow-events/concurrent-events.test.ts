import { FollowEvents } from '../../../../src/application/follow-events/follow-events.handler';
import type { FollowRequest } from '../../../../src/application/follow-events/follow-request';
import type { GroupOptions, TestGroup } from '../../../support/build/group-options';
import { buildWorld, type World } from '../../../support/build/world';
import { ConcurrentCalls } from '../../../support/concurrent-calls';
import { IntervenedUnitOfWork } from '../../../support/intervened-unit-of-work';
import { issueRows, type IssueRows } from '../../../support/issue-rows';
import { IssueEvents } from '../../../support/lifecycle/use-events';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation } from '../../../support/use-bulk-mutation';

const database = useTestDatabase();
const calls = ConcurrentCalls.use(database);
const bulk = useBulkMutation(database);
const events = new IssueEvents(database);
const AT_ONCE = 20;

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

const build = (given: GroupOptions): Promise<TestGroup> => events.build({ project: world.project, ...given });
const resolved = { status: 'RESOLVED', substatus: null, resolvedAt: new Date(Date.now() - 60_000) } as const;
const snoozed = { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET' } as const;
const rowsOf = (group: TestGroup): Promise<IssueRows> => issueRows(database, group);
const unitOfWork = () => new IntervenedUnitOfWork(calls.dataSource, (sent) => sent);
const timesSeen = async ({ id }: TestGroup): Promise<number> => {
  const rows = await database.query<{ n: number }>(
    'select times_seen::integer as n from group_counters where group_id = $1',
    [id],
  );
  return rows[0]?.n ?? 0;
};
const requests = async (): Promise<FollowRequest[]> => {
  const jobs = await database.query<{ payload: FollowRequest }>(
    `select payload from graphile_worker._private_jobs
     where key like 'follow-events:' || $1 || ':%' order by id`,
    [world.organization.id],
  );
  return jobs.map(({ payload }) => payload);
};
const lookAgain = (request: FollowRequest): Promise<void> =>
  new FollowEvents({ unitOfWork: database.unitOfWork, clock: () => new Date() }).execute(request);

/** As many batches at the same time, each with one event of every issue. */
function sendAtOnce(groups: readonly TestGroup[], batches = AT_ONCE): Promise<unknown> {
  const shared = unitOfWork();
  return Promise.all(
    Array.from({ length: batches }, (_, index) =>
      events.send(index % 2 === 0 ? groups : [...groups].reverse(), {}, { unitOfWork: shared }),
    ),
  );
}

it('twenty events at the same time make one regression of an issue', async () => {
  const groups = [await build(resolved), await build(resolved)];
  await sendAtOnce(groups);
  const all = await Promise.all(groups.map(rowsOf));
  for (const rows of all) {
    expect(rows.group).toMatchObject({ status: 'UNRESOLVED', substatus: 'REGRESSED', version: 2 });
    expect([rows.activities.length, rows.histories, rows.openPeriods.length]).toEqual([1, ['REGRESSED system'], 2]);
    expect(rows.outbox).toEqual(['issue.regressed', 'issues.changed']);
  }
  expect(await Promise.all(groups.map(timesSeen))).toEqual([AT_ONCE + 1, AT_ONCE + 1]);
});

it('of a hundred events at the same time the tenth ends a snooze of ten more, once', async () => {
  const group = await build({ ...snoozed, snooze: { count: 10, timesSeenBaseline: 1 } });
  await sendAtOnce([group], 9);
  expect((await rowsOf(group)).group).toMatchObject({ status: 'IGNORED', version: 1 });
  await sendAtOnce([group]);
  for (let sent = 29; sent < 100; sent += AT_ONCE) await sendAtOnce([group], Math.min(AT_ONCE, 100 - sent));
  const rows = await rowsOf(group);
  expect(rows.group).toMatchObject({ status: 'UNRESOLVED', substatus: 'ESCALATING', version: 2 });
  expect(rows.histories).toEqual(['ESCALATING system', 'PRIORITY_HIGH system']);
  expect([rows.snooze, rows.outbox.filter((type) => type === 'issue.escalating')]).toEqual([
    null,
    ['issue.escalating'],
  ]);
  expect([await timesSeen(group), await requests()]).toEqual([101, []]);
});

describe('an issue that somebody holds', () => {
  it('keeps no event waiting, and is looked at again once it is free', async () => {
    const [held, free] = [await build(resolved), await build(resolved)];
    const release = await calls.lock(held.id);
    expect(await calls.fate(events.send([held, free], {}, { unitOfWork: unitOfWork() }))).toBe('done');
    expect([(await rowsOf(held)).group['status'], (await rowsOf(free)).group['status']]).toEqual([
      'RESOLVED',
      'UNRESOLVED',
    ]);
    await release();
    const [request, ...more] = await requests();
    if (request === undefined) throw new Error('nothing was queued');
    expect([request.issues.map(({ groupId }) => groupId), more]).toEqual([[held.id], []]);
    await Promise.all([lookAgain(request), lookAgain(request)]);
    await lookAgain(request);
    expect(await rowsOf(held)).toMatchObject({ group: { substatus: 'REGRESSED', version: 2 } });
    expect((await rowsOf(held)).histories).toEqual(['REGRESSED system']);
  });

  it('stays as the holder has made it where that was after the event', async () => {
    const group = await build({ ...resolved, resolvedAt: new Date(Date.now() - 3_600_000) });
    const release = await calls.lock(group.id);
    await events.send([group], {}, { unitOfWork: unitOfWork() });
    await release();
    await bulk.call(world.token, { ids: [group.id], input: { status: 'UNRESOLVED' } });
    await bulk.call(world.token, { ids: [group.id], input: { status: 'RESOLVED' } });
    for (const request of await requests()) await lookAgain(request);
    expect((await rowsOf(group)).group).toMatchObject({ status: 'RESOLVED', version: 3 });
  });

  it('counts for its snooze what came while it was held', async () => {
    const group = await build({ ...snoozed, snooze: { count: 3, timesSeenBaseline: 1 } });
    const release = await calls.lock(group.id);
    await events.send([group, group], {}, { unitOfWork: unitOfWork() });
    expect(await requests()).toEqual([]);
    const [last] = await events.send([group, group], {}, { unitOfWork: unitOfWork() });
    await release();
    for (const request of await requests()) await lookAgain(request);
    const rows = await rowsOf(group);
    expect([rows.group['substatus'], rows.snooze]).toEqual(['ESCALATING', null]);
    expect(rows.activities[0]).toContain(`"event_id": "${last}"`);
  });
});

it('events of a project without a threshold for new issues have it measured, and are judged by it', async () => {
  const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - 7_200_000);
  const old = { firstSeen: new Date(Date.now() - 8 * 86_400_000), lastSeen: new Date() };
  for (const count of [168, 336, 1]) await build({ ...old, hourlyCounts: [{ hour, events: count }] });
  const [busy, quiet] = [await build({ timesSeen: 9 }), await build({ timesSeen: 8 })];
  await events.send([busy, quiet]);
  expect((await requests()).map(({ measures, issues }) => [measures, issues[0]?.groupId])).toEqual([[true, busy.id]]);
  for (const request of await requests()) await lookAgain(request);
  expect((await rowsOf(busy)).group).toMatchObject({ status: 'UNRESOLVED', substatus: 'ESCALATING' });
  expect((await rowsOf(busy)).inbox).toMatchObject({ reason: 'NEW' });
  const [{ threshold } = { threshold: 0 }] = await database.query<{ threshold: number }>(
    'select new_issue_threshold as threshold from projects where id = $1',
    [world.project.id],
  );
  // Of one and two events an hour; the issue with a single event does not count.
  expect(threshold).toBeCloseTo(1.95, 5);
  // It is known from now on, so the next issue is judged at once.
  await events.send([quiet, quiet]);
  expect((await rowsOf(quiet)).group).toMatchObject({ substatus: 'ESCALATING' });
  expect(await requests()).toHaveLength(1);
});

it('many issues of several organizations change in one batch, those that need not are left alone', async () => {
  const other = await buildWorld(database);
  const elsewhere = await events.build({ project: other.project, ...resolved });
  const quiet = await build({ ...snoozed, snooze: { count: 10, timesSeenBaseline: 1 } });
  const groups = await Promise.all(Array.from({ length: 30 }, () => build(resolved)));
  await events.send([elsewhere, quiet, ...groups]);
  const changed = await database.query<{ substatus: string; n: number }>(
    `select substatus, count(*)::integer as n from groups
     where organization_id = any($1::bigint[]) group by 1 order by 1`,
    [[world.organization.id, other.organization.id]],
  );
  expect(changed).toEqual([
    { substatus: 'ARCHIVED_UNTIL_CONDITION_MET', n: 1 },
    { substatus: 'REGRESSED', n: 31 },
  ]);
  const messages = await database.query<{ n: number }>(
    `select cardinality(group_ids) as n from outbox_messages where type = 'issue.regressed'
       and organization_id = any($1::bigint[]) order by 1`,
    [[world.organization.id, other.organization.id]],
  );
  expect(messages).toEqual([{ n: 1 }, { n: 30 }]);
});

it('an issue that stays resolved in its release is not locked by events', async () => {
  const labels: string[] = [];
  const watched = new IntervenedUnitOfWork(database.dataSource, (sent) => {
    labels.push(sent.label);
    return sent;
  });
  const group = await build({ status: 'UNRESOLVED' });
  await events.send([group], { release: 'a' });
  await bulk.call(world.token, { ids: [group.id], input: { status: 'RESOLVED_IN_NEXT_RELEASE' } });
  await events.send([group], { release: 'a' }, { unitOfWork: watched });
  expect((await rowsOf(group)).group['status']).toBe('RESOLVED');
  expect(labels).not.toContain('try-to-lock-groups');
  expect(labels).toContain('find-groups-to-follow');
});
