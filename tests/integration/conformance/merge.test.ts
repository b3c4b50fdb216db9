import { incomingEvent } from '../../support/build/event';
import { buildGroup, buildGroups } from '../../support/build/group';
import { insertRow, insertRows } from '../../support/build/insert-rows';
import { buildProject } from '../../support/build/organization';
import { buildWorld, type World } from '../../support/build/world';
import { issueRows } from '../../support/issue-rows';
import { rowsOfGroup } from '../../support/merge/rows-of-group';
import { runMerges } from '../../support/merge/run-merges';
import { SETTINGS } from '../../support/settings';
import { useTestDatabase } from '../../support/test-database';
import { codesOf, statusesOf, useBulkMutation, type BulkAnswer } from '../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);
const limited = useBulkMutation(database, { mergeEventLimit: 100 });

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

const MINUTE_MS = 60_000;
const START = new Date('2026-11-01T00:00:00.000Z');

function after(minutes: number): Date {
  return new Date(START.getTime() + minutes * MINUTE_MS);
}

/** Issues of the world's project, the first one seen first. */
async function issues(count: number, each: (index: number) => object = () => ({})): Promise<string[]> {
  const built = await buildGroups(database, count, {
    project: world.project,
    each: (index) => ({ firstSeen: after(index), ...each(index) }),
  });
  return built.map(({ id }) => id);
}

function merge(ids: readonly string[], mergeInto?: string): Promise<BulkAnswer> {
  return bulk.call(world.token, { ids, input: { merge: true, ...(mergeInto !== undefined && { mergeInto }) } });
}

function finish({ operationId }: BulkAnswer): Promise<void> {
  return runMerges(database, { organizationId: world.organization.id, operationId });
}

async function statusOf(id: string): Promise<string> {
  const [row] = await database.query<{ status: string }>(
    `select concat_ws('/', status, substatus) as status from groups where id = $1`,
    [id],
  );
  return row?.status ?? 'gone';
}

function queued(): Promise<{ key: string; run_at: Date }[]> {
  return database.query(
    `select key, run_at from graphile_worker._private_jobs where payload->>'organizationId' = $1 order by key`,
    [world.organization.id],
  );
}

function redirects(): Promise<object[]> {
  return database.query(
    `select previous_group_id as from, group_id as into from group_redirects
     where organization_id = $1 and merged_at is not null order by 1`,
    [world.organization.id],
  );
}

/** One after the other, so that ids follow the order. */
async function arrive(...fingerprints: readonly string[]): Promise<void> {
  for (const fingerprint of fingerprints) {
    const event = incomingEvent(world.project, { message: fingerprint, fingerprint: [fingerprint] });
    await bulk.application.ingestEvents.execute([event]);
  }
}

/** `title: events in the table/times seen`, in id order. */
async function shown(): Promise<string[]> {
  const rows = await database.query<{ line: string }>(
    `select concat(g.title, ': ', (select count(*) from events e where e.group_id = g.id), '/', c.times_seen) as line
     from groups g join group_counters c on c.group_id = g.id where g.organization_id = $1 order by g.id`,
    [world.organization.id],
  );
  return rows.map(({ line }) => line);
}

async function idsByAge(): Promise<string[]> {
  const rows = await database.query<{ id: string }>('select id from groups where organization_id = $1 order by id', [
    world.organization.id,
  ]);
  return rows.map(({ id }) => id);
}

describe('the call', () => {
  it('merge-marks-children: children wait, the parent stays and tells, one job waits for the end of the window', async () => {
    const ids = await issues(5, () => ({ substatus: 'ONGOING', firstSeen: START }));
    const [parent = '', ...children] = ids;
    bulk.now = after(100);
    const answer = await merge(ids);
    expect(answer.counts).toEqual({ changed: 5 });
    expect(answer.applied).toMatchObject({ given: ['merge'], merge: { parent, children } });
    expect(await Promise.all(ids.map(statusOf))).toEqual([
      'UNRESOLVED/ONGOING',
      ...children.map(() => 'PENDING_MERGE'),
    ]);
    const { activities, histories, inbox } = await issueRows(database, { id: parent });
    const merged = JSON.stringify({ issues: children.map((id) => ({ id })) }).replaceAll(/([:,])/g, '$1 ');
    expect(activities).toEqual([`MERGE ${world.owner.id} ${merged}`]);
    expect(histories).toEqual([]);
    expect(inbox).not.toBeNull();
    const child = await issueRows(database, { id: children[0] ?? '' });
    expect(child).toMatchObject({ activities: [], histories: [], subscriptions: [] });
    expect(child.inbox).not.toBeNull();
    expect(await queued()).toEqual([
      { key: `merge-groups:${world.organization.id}:${answer.operationId}`, run_at: after(101) },
    ]);
    expect(answer.record['undoable_until']).toEqual(after(101));
  });

  it('O3: changes name the issue that each goes into', async () => {
    const [parent = '', child = ''] = await issues(2);
    const answer = await merge([parent, child]);
    const into = { attribute: 'merge', before: null, after: { into: parent } };
    expect(answer.outcomes.map(({ changes }) => changes)).toEqual([
      [into],
      [
        {
          attribute: 'status',
          before: { status: 'UNRESOLVED', substatus: 'NEW', statusDetails: {} },
          after: { status: 'PENDING_MERGE', substatus: null, statusDetails: {} },
        },
        into,
      ],
    ]);
  });

  it('merge-performance-refused: one issue that is no error refuses all, or is left out', async () => {
    const [first = '', second = '', slow = ''] = await issues(3, (index) =>
      index === 2 ? { category: 'PERFORMANCE' } : {},
    );
    const ids = [first, second, slow];
    const refused = await merge(ids);
    expect(codesOf(refused)).toEqual(['NOT_AN_ERROR_ISSUE input.merge']);
    expect(refused.problems[0]?.issueIds).toEqual([slow]);
    expect(await queued()).toEqual([]);
    const options = { errorPolicy: 'SKIP_INVALID' as const };
    const some = await bulk.call(world.token, { ids, input: { merge: true }, options });
    expect(statusesOf(some)).toEqual(['CHANGED', 'CHANGED', 'INVALID/NOT_AN_ERROR_ISSUE']);
    expect(some.applied).toMatchObject({ merge: { parent: first, children: [second] } });
  });

  it('merge-across-projects-refused: nothing is merged', async () => {
    const [here = ''] = await issues(1);
    const elsewhere = await buildProject(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
    const there = await buildGroup(database, { project: elsewhere });
    expect(codesOf(await merge([here, there.id]))).toEqual(['MULTIPLE_PROJECTS input.merge']);
    expect(await statusOf(there.id)).toBe('UNRESOLVED/NEW');
    expect(await queued()).toEqual([]);
  });

  it('merge-no-project-named: the project is that of the issues', async () => {
    const ids = await issues(2);
    expect(statusesOf(await merge(ids))).toEqual(['CHANGED', 'CHANGED']);
  });

  const PARENTS: readonly (readonly [string, readonly object[], number])[] = [
    [
      'earliest-first-seen',
      [{ firstSeen: after(9), timesSeen: 90 }, { firstSeen: after(1) }, { firstSeen: after(2) }],
      1,
    ],
    ['of equals the one seen more often', [{ firstSeen: START }, { firstSeen: START, timesSeen: 7 }], 1],
    [
      'of those the first',
      [
        { firstSeen: START, timesSeen: 7 },
        { firstSeen: START, timesSeen: 7 },
      ],
      0,
    ],
  ];
  it.each(PARENTS)('T16: the parent is the %s', async (_, given, expected) => {
    const ids = await issues(given.length, (index) => given[index] ?? {});
    const answer = await merge([...ids].reverse());
    expect(answer.applied).toMatchObject({ merge: { parent: ids[expected] } });
  });

  it('T16: mergeInto names the parent, which must be selected, and needs merge', async () => {
    const [first = '', second = '', other = ''] = await issues(3);
    expect(codesOf(await merge([first, second], other))).toEqual(['INVALID_INPUT input.mergeInto']);
    expect(codesOf(await bulk.call(world.token, { ids: [first], input: { mergeInto: first } }))).toEqual([
      'INVALID_INPUT input.mergeInto',
    ]);
    const answer = await merge([first, second], second);
    expect(answer.applied).toMatchObject({ merge: { parent: second, children: [first] } });
    expect(await statusOf(first)).toBe('PENDING_MERGE');
  });

  it('T16: fewer than two issues, and merge: false, change nothing', async () => {
    const [only = ''] = await issues(1, () => ({ category: 'PERFORMANCE' }));
    const answer = await merge([only, '999999999']);
    expect(statusesOf(answer)).toEqual(['UNCHANGED', 'NOT_FOUND']);
    expect(answer.applied).toMatchObject({ given: ['merge'], merge: null });
    expect(statusesOf(await bulk.call(world.token, { ids: [only], input: { merge: false } }))).toEqual(['UNCHANGED']);
    expect(await queued()).toEqual([]);
  });

  it('S5: who waits is not merged again, and cannot be the parent', async () => {
    const [first = '', second = '', third = ''] = await issues(3);
    await merge([first, second]);
    const again = await merge([second, third]);
    expect(statusesOf(again)).toEqual(['SKIPPED/NOT_MUTABLE', 'UNCHANGED']);
    expect(codesOf(await merge([second, third], second))).toEqual(['INVALID_INPUT input.mergeInto']);
  });

  it('T16: who is kept out by something else is not the parent', async () => {
    const [archived = '', second = '', third = ''] = await issues(3, (index) =>
      index === 0 ? { status: 'IGNORED' } : {},
    );
    const options = { errorPolicy: 'SKIP_INVALID' as const };
    const input = { merge: true, substatus: 'ONGOING' as const };
    const answer = await bulk.call(world.token, { ids: [archived, second, third], input, options });
    expect(statusesOf(answer)).toEqual(['INVALID/INVALID_INPUT', 'CHANGED', 'CHANGED']);
    expect(answer.applied).toMatchObject({ merge: { parent: second, children: [third] } });
  });

  it('A4: the status is set first, on every issue, whatever the order of the input', async () => {
    const [parent = '', child = ''] = await issues(2);
    await bulk.call(world.token, { ids: [child, parent], input: { merge: true, status: 'RESOLVED' } });
    expect(await statusOf(parent)).toBe('RESOLVED');
    expect(await statusOf(child)).toBe('PENDING_MERGE');
    expect((await issueRows(database, { id: child })).histories).toEqual([`RESOLVED ${world.owner.id}`]);
  });

  it('merge-too-large-refused: an issue above the limit is INVALID, and no job is queued', async () => {
    const ids = await issues(3, (index) => ({ timesSeen: index === 1 ? 101 : 1 }));
    const answer = await limited.call(world.token, { ids, input: { merge: true } });
    expect(codesOf(answer)).toEqual(['ISSUE_TOO_LARGE input.merge']);
    expect(answer.problems[0]?.issueIds).toEqual([ids[1]]);
    expect(await queued()).toEqual([]);
  });

  it('merge-size-limit-edges: exactly the limit is allowed, and 0 switches it off', async () => {
    const atLimit = await issues(2, () => ({ timesSeen: 100 }));
    expect(statusesOf(await limited.call(world.token, { ids: atLimit, input: { merge: true } }))).toEqual([
      'CHANGED',
      'CHANGED',
    ]);
    expect(SETTINGS.mergeEventLimit).toBe(0);
    const huge = await issues(2, () => ({ timesSeen: 999_999 }));
    expect(statusesOf(await merge(huge))).toEqual(['CHANGED', 'CHANGED']);
  });

  it('O4: a dry run says what would be, and leaves no redirect, hash or job', async () => {
    const [parent = '', child = ''] = await issues(2);
    const answer = await bulk.call(world.token, {
      ids: [parent, child],
      input: { merge: true },
      options: { dryRun: true },
    });
    expect(statusesOf(answer)).toEqual(['CHANGED', 'CHANGED']);
    expect(await statusOf(child)).toBe('UNRESOLVED/NEW');
    expect(await rowsOfGroup(database, child)).toMatchObject({ group_hashes: 1 });
    expect(await queued()).toEqual([]);
  });
});

describe('new events', () => {
  it('T16: land in the parent at once, before and after the job', async () => {
    await arrive('a', 'b', 'c', 'b');
    const [a = '', b = '', c = ''] = await idsByAge();
    const answer = await merge([a, b, c], a);
    await arrive('a', 'b', 'c');
    expect(await shown()).toEqual(['a: 4/4', 'b: 2/2', 'c: 1/1']);
    await finish(answer);
    expect(await shown()).toEqual(['a: 7/7']);
    await arrive('a', 'b', 'c');
    expect(await shown()).toEqual(['a: 10/10']);
  });
});

describe('the job', () => {
  it('merge-job-moves-events: bodies stay as they were sent', async () => {
    await arrive('a', 'b');
    const payloads = () =>
      database.query('select event_id, payload::text from events where organization_id = $1 order by 1', [
        world.organization.id,
      ]);
    const before = await payloads();
    await finish(await merge(await idsByAge(), (await idsByAge())[0]));
    expect(await shown()).toEqual(['a: 2/2']);
    expect(await payloads()).toEqual(before);
  });

  it('merge-job-environments: events of the parent have those of both, each once', async () => {
    const event = (fingerprint: string, environment: string) =>
      incomingEvent(world.project, { message: fingerprint, fingerprint: [fingerprint], environment });
    await bulk.application.ingestEvents.execute([event('a', 'one')]);
    await bulk.application.ingestEvents.execute([event('b', 'one'), event('b', 'two')]);
    const [a = '', b = ''] = await idsByAge();
    await finish(await merge([a, b], a));
    const seen = await database.query<{ environment: string }>(
      'select distinct environment from events where group_id = $1 order by 1',
      [a],
    );
    expect(seen.map(({ environment }) => environment)).toEqual(['one', 'two']);
  });

  it('merge-job-redirects: old ids lead on, also over two merges', async () => {
    const [first = '', second = '', third = ''] = await issues(3);
    await finish(await merge([first, second], second));
    expect(await statusOf(first)).toBe('gone');
    expect(await redirects()).toEqual([{ from: first, into: second }]);
    await finish(await merge([second, third], third));
    expect(await redirects()).toEqual([
      { from: first, into: third },
      { from: second, into: third },
    ]);
    expect(statusesOf(await bulk.call(world.token, { ids: [first, third], input: { priority: 'HIGH' } }))).toEqual([
      'NOT_FOUND',
      'CHANGED',
    ]);
  });

  it('merge-job-counts-with-pending: counts add up, people count once, the latest event stays the latest', async () => {
    const [parent = '', child = '', other = ''] = await issues(3, (index) => ({
      timesSeen: [50, 115, 1][index],
      usersSeen: [2, 4, 0][index],
      lastSeen: after([5, 90, 7][index] ?? 0),
    }));
    const person = (group_id: string, user_key: string) => ({
      ...{ organization_id: world.organization.id, group_id, user_key },
      ...{ first_seen: START, last_seen: START },
    });
    await insertRows(database, 'group_users', [
      person(parent, 'x'),
      person(parent, 'y'),
      person(child, 'y'),
      person(child, 'z'),
    ]);
    const hour = (group_id: string, events: number) => ({
      ...{ organization_id: world.organization.id, group_id, hour: START, events },
    });
    await insertRows(database, 'group_hourly_counts', [hour(parent, 3), hour(child, 4), hour(other, 5)]);
    await finish(await merge([parent, child, other]));
    const counters = await database.query(
      'select times_seen, users_seen, last_seen from group_counters where group_id = $1',
      [parent],
    );
    // y was met by both; two of the child's four have no row, and nobody knows who they were.
    expect(counters).toEqual([{ times_seen: '166', users_seen: 5, last_seen: after(90) }]);
    const hours = await database.query('select hour, events from group_hourly_counts where group_id = $1', [parent]);
    expect(hours).toEqual([{ hour: START, events: 12 }]);
  });

  it('T16: what people did moves, and the row of the parent wins', async () => {
    const [parent = '', child = '', other = ''] = await issues(3, (index) => ({
      ...(index > 0 && { assignee: index === 1 ? { userId: world.owner.id } : { teamId: world.team.id } }),
      subscriptions: [{ userId: world.owner.id, isActive: index > 0, reason: index > 0 ? 'COMMENT' : 'BOOKMARK' }],
    }));
    const row = (group_id: string) => ({
      ...{ organization_id: world.organization.id, project_id: world.project.id, group_id },
    });
    const mark = (group_id: string, user_id: string) => ({ ...row(group_id), user_id, date_added: START });
    await insertRows(database, 'group_bookmarks', [
      mark(parent, '1'),
      mark(child, '1'),
      mark(child, '2'),
      mark(other, '2'),
    ]);
    const seen = (group_id: string, minutes: number) => ({ ...row(group_id), user_id: '3', last_seen: after(minutes) });
    await insertRows(database, 'group_seens', [seen(child, 1), seen(other, 2)]);
    const uuid = String(Date.now()).padStart(32, '0');
    await insertRow(database, 'group_shares', { ...row(child), uuid, date_added: START });
    await finish(await merge([parent, child, other]));

    const of = (table: string, columns: string) =>
      database.query(`select ${columns} from ${table} where group_id = $1 order by 1`, [parent]);
    expect(await of('group_bookmarks', 'user_id')).toEqual([{ user_id: '1' }, { user_id: '2' }]);
    expect(await of('group_seens', 'user_id, last_seen')).toEqual([{ user_id: '3', last_seen: after(2) }]);
    expect(await of('group_shares', 'uuid')).toEqual([{ uuid }]);
    expect(await of('group_assignees', 'user_id')).toEqual([{ user_id: world.owner.id }]);
    expect(await of('group_subscriptions', 'is_active, reason')).toEqual([{ is_active: false, reason: 'BOOKMARK' }]);
  });

  it('T16: history and feed move; status, priority, inbox and open periods of the parent stay', async () => {
    const [parent = '', child = ''] = await issues(2, (index) => ({ priority: index === 0 ? 'LOW' : 'HIGH' }));
    await bulk.call(world.token, { ids: [child], input: { status: 'RESOLVED' } });
    const before = await issueRows(database, { id: parent });
    await finish(await merge([child, parent], parent));
    const now = await issueRows(database, { id: parent });
    expect(now.histories).toEqual([`RESOLVED ${world.owner.id}`]);
    expect(now.activities.map((line) => line.split(' ')[0])).toEqual(['SET_RESOLVED', 'MERGE']);
    expect(now.openPeriods).toEqual(before.openPeriods);
    expect(now.inbox).toEqual(before.inbox);
    expect(now.group).toMatchObject({ status: 'UNRESOLVED', substatus: 'NEW', priority: 'LOW' });
  });

  it('T16: nothing of a child is left in any table', async () => {
    await arrive('a', 'b', 'b');
    const [a = '', b = ''] = await idsByAge();
    const input = { isBookmarked: true, hasSeen: true, isPublic: true, assignedTo: { user: world.owner.id } } as const;
    await bulk.call(world.token, { ids: [b], input });
    await bulk.call(world.token, { ids: [b], input: { status: 'IGNORED', statusDetails: { ignoreCount: 9 } } });
    expect(Object.keys(await rowsOfGroup(database, b)).length).toBeGreaterThan(10);
    await finish(await merge([a, b], a));
    expect(await rowsOfGroup(database, b)).toEqual({});
  });

  it('T16: a merge lifts no snooze: what the child has seen counts as seen before', async () => {
    const snooze = { count: 10, userCount: 3, timesSeenBaseline: 40, usersSeenBaseline: 1 };
    const [parent = '', child = ''] = await issues(2, (index) =>
      index === 0
        ? { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', timesSeen: 45, usersSeen: 2, snooze }
        : { timesSeen: 500, usersSeen: 70 },
    );
    await finish(await merge([parent, child]));
    const [row] = await database.query('select * from group_snoozes where group_id = $1', [parent]);
    expect(row).toMatchObject({ times_seen_baseline: '540', users_seen_baseline: 71 });
    expect(await statusOf(parent)).toBe('IGNORED/ARCHIVED_UNTIL_CONDITION_MET');
  });

  it('the parent is as old as the oldest, and a message tells', async () => {
    const [older = '', younger = ''] = await issues(2);
    const answer = await merge([older, younger], younger);
    await finish(answer);
    const { group } = await issueRows(database, { id: younger });
    expect(group).toMatchObject({ first_seen: START });
    const messages = await database.query(
      `select group_ids, data from outbox_messages where operation_id = $1 and type = 'issue.merged'`,
      [answer.operationId],
    );
    expect(messages).toEqual([{ group_ids: [older], data: { into: younger } }]);
  });
});
