import { buildGroup, buildGroups } from '../../../support/build/group';
import type { TestGroup } from '../../../support/build/group-options';
import { buildMember, buildOrganization, buildProject, buildTeam } from '../../../support/build/organization';
import { buildToken } from '../../../support/build/token';
import { buildWorld, type World } from '../../../support/build/world';
import {
  codesOf,
  statusesOf,
  useBulkMutation,
  type BulkAnswer,
  type BulkCall,
} from '../../../support/use-bulk-mutation';
import { countRows, issueRows } from '../../../support/issue-rows';
import { useTestDatabase } from '../../../support/test-database';

const database = useTestDatabase();
const bulk = useBulkMutation(database);
const RESOLVE = { status: 'RESOLVED' } as const;
const SKIP = { errorPolicy: 'SKIP_INVALID' } as const;

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

const call = (given: BulkCall): Promise<BulkAnswer> => bulk.call(world.token, given);
const idsOf = (groups: readonly TestGroup[]): string[] => groups.map(({ id }) => id);
const rowsOf = (group: { id: string } | undefined) => issueRows(database, group ?? { id: '0' });

/** The call was refused and left no row anywhere. */
async function expectRefused(given: BulkCall, codes: readonly string[]): Promise<BulkAnswer> {
  const before = await countRows(database, world.organization.id);
  const answer = await call(given);
  expect(codesOf(answer)).toEqual(codes);
  expect(await countRows(database, world.organization.id)).toEqual(before);
  return answer;
}

/** Two error issues and a metric issue, whose status nobody may change by hand. */
function mixed(): Promise<readonly TestGroup[]> {
  const each = (n: number) => ({ category: n === 1 ? ('METRIC' as const) : ('ERROR' as const) });
  return buildGroups(database, 3, { project: world.project, each });
}

describe('A1 everything is checked before the first write', () => {
  test('A1 an unknown assignee refuses the call, also where every issue would have been something else', async () => {
    const groups = await mixed();
    const input = { ...RESOLVE, priority: 'HIGH', assignedTo: { user: '999999' } } as const;
    await expectRefused({ ids: idsOf(groups), input }, ['ACTOR_NOT_FOUND input.assignedTo']);
    await expectRefused({ ids: [], input }, ['ACTOR_NOT_FOUND input.assignedTo']);
    await expectRefused({ ids: idsOf(groups), input, options: SKIP }, ['ACTOR_NOT_FOUND input.assignedTo']);
  });

  test('A1 whatever is wrong with the arguments is told at once', async () => {
    await expectRefused(
      {
        ids: null,
        where: { status: 'PENDING_MERGE' },
        input: { status: 'RESOLVED', inbox: true },
        options: { expectedCount: -1 },
      },
      [
        'INVALID_INPUT ids',
        'INVALID_INPUT where.status',
        'INVALID_INPUT options.expectedCount',
        'CONFLICTING_ATTRIBUTES input.inbox',
      ],
    );
  });

  test('A1 the right to write comes before everything else', async () => {
    const token = await buildToken(database, {
      organizationId: world.organization.id,
      userId: world.owner.id,
      scopes: ['event:read', 'project:write', 'org:admin'],
    });
    const [group] = await buildGroups(database, 1, { project: world.project });
    const answer = await bulk.call(token, { ids: [group?.id ?? ''], input: { status: 'RESOLVED', inbox: true } });
    expect(codesOf(answer)).toEqual(['PERMISSION_DENIED']);
    expect((await rowsOf(group)).group['version']).toBe(1);
  });
});

describe('A2 one call is one transaction', () => {
  test('A2 a failure in the last statement takes everything back', async () => {
    const [group] = await buildGroups(database, 1, { project: world.project });
    const before = await countRows(database, world.organization.id);
    const name = `fail_${world.organization.id}`;
    await database.query(
      `create function ${name}() returns trigger language plpgsql as $$
       begin if new.organization_id = ${world.organization.id} then raise exception 'no'; end if; return new; end $$`,
    );
    await database.query(
      `create trigger ${name} before insert on bulk_operation_outcomes for each row execute function ${name}()`,
    );
    const input = { ...RESOLVE, priority: 'HIGH', assignedTo: { user: world.owner.id } } as const;
    await expect(call({ ids: [group?.id ?? ''], input })).rejects.toThrow('no');
    await database.query(`drop function ${name} cascade`);
    expect(await countRows(database, world.organization.id)).toEqual(before);
    expect((await rowsOf(group)).group).toMatchObject({ status: 'UNRESOLVED', priority: 'MEDIUM', version: 1 });
  });

  test('A2 all attributes of all issues, their logs, outcomes and messages are there together', async () => {
    const groups = await buildGroups(database, 3, { project: world.project });
    const input = { ...RESOLVE, priority: 'HIGH', assignedTo: { user: world.owner.id } } as const;
    const { operationId } = await call({ ids: idsOf(groups), input });
    const me = world.owner.id;
    const all = await Promise.all(groups.map(rowsOf));
    for (const rows of all) {
      expect(rows.group).toMatchObject({ status: 'RESOLVED', substatus: null, priority: 'HIGH', version: 2 });
      expect(rows.histories).toEqual([`PRIORITY_HIGH ${me}`, `RESOLVED ${me}`, `ASSIGNED ${me}`]);
      expect(rows.activities).toHaveLength(3);
      expect(rows).toMatchObject({ inbox: null, assignee: { user_id: me, team_id: null } });
      expect(rows.subscriptions).toEqual([`${me} STATUS_CHANGE`]);
      expect(rows.openPeriods).toMatchObject([{ date_ended: rows.group['resolved_at'], user_id: me }]);
      expect([...rows.outbox].sort()).toEqual([
        'issue.assigned',
        'issue.priority_changed',
        'issue.resolved',
        'issues.changed',
      ]);
    }
    const messages = await database.query<{ type: string }>(
      'select type, group_ids::text[] as ids, actor_id, data from outbox_messages where operation_id = $1 order by type',
      [operationId],
    );
    const ids = idsOf(groups);
    expect(messages).toEqual([
      {
        ...{ type: 'bulk_operation.completed', ids: [], actor_id: me },
        data: expect.objectContaining({ kind: 'MUTATE', state: 'COMPLETED' }) as unknown,
      },
      { type: 'issue.assigned', ids, actor_id: me, data: { assignee: { type: 'user', id: me } } },
      { type: 'issue.priority_changed', ids, actor_id: me, data: { priority: 'high' } },
      { type: 'issue.resolved', ids, actor_id: me, data: { resolution_type: 'now' } },
      { type: 'issues.changed', ids, actor_id: me, data: {} },
    ]);
  });

  test('A2 the closed open period points to the activity that closed it', async () => {
    const groups = await buildGroups(database, 3, {
      project: world.project,
      each: (n) => (n === 1 ? { status: 'RESOLVED' } : {}),
    });
    await call({ ids: idsOf(groups), input: { ...RESOLVE, priority: 'LOW' } });
    const pairs = await database.query<{ type: string }>(
      `select a.type from group_open_periods p join activities a
         on a.organization_id = p.organization_id and a.group_id = p.group_id and a.id = p.resolution_activity_id
       where p.organization_id = $1`,
      [world.organization.id],
    );
    expect(pairs).toEqual([{ type: 'SET_RESOLVED' }, { type: 'SET_RESOLVED' }]);
  });
});

describe('A3 what some issues refuse', () => {
  test('A3 ALL_OR_NOTHING: one problem a code, with issues and count; nothing is written', async () => {
    const closed = await buildOrganization(database, { openMembership: false });
    const team = await buildTeam(database, { organizationId: closed.id });
    const member = await buildMember(database, { organizationId: closed.id, role: 'OWNER', teamIds: [team.id] });
    const token = await buildToken(database, { organizationId: closed.id, userId: member.id });
    const mine = await buildProject(database, { organizationId: closed.id, teamIds: [team.id] });
    const stranger = await buildMember(database, { organizationId: closed.id });
    const groups = await buildGroups(database, 3, {
      project: mine,
      each: (n) => [{}, { category: 'METRIC' as const }, { version: 7 }][n] ?? {},
    });
    const ids = idsOf(groups);
    const before = await countRows(database, closed.id);
    const answer = await bulk.call(token, {
      ids: [...ids, '1234567890'],
      input: { ...RESOLVE, assignedTo: { user: stranger.id } },
      options: { expectedVersions: [{ id: ids[2] ?? '', version: 6 }] },
    });
    expect(answer.problems).toMatchObject([
      { code: 'ACTOR_NOT_MEMBER', field: ['input', 'assignedTo'], issueIds: [ids[0]], issueCount: 1 },
      { code: 'ACTION_NOT_ALLOWED_FOR_TYPE', field: ['input', 'status'], issueIds: [ids[1]], issueCount: 1 },
      { code: 'VERSION_CONFLICT', field: ['options', 'expectedVersions'], issueIds: [ids[2]], issueCount: 1 },
    ]);
    expect(await countRows(database, closed.id)).toEqual(before);
  });

  test('A3 the first 100 are named, all are counted', async () => {
    const groups = await buildGroups(database, 103, { project: world.project, category: 'METRIC' });
    const answer = await expectRefused({ ids: idsOf(groups), input: { priority: 'LOW' } }, [
      'ACTION_NOT_ALLOWED_FOR_TYPE input.priority',
    ]);
    expect(answer.problems[0]?.issueIds).toEqual(idsOf(groups).slice(0, 100));
    expect(answer.problems[0]?.issueCount).toBe(103);
  });

  test('A3 SKIP_INVALID applies the rest; the dry run of it lists all', async () => {
    const groups = await mixed();
    const dry = await call({ ids: idsOf(groups), input: RESOLVE, options: { ...SKIP, dryRun: true } });
    const real = await call({ ids: idsOf(groups), input: RESOLVE, options: SKIP });
    const expected = ['CHANGED', 'INVALID/ACTION_NOT_ALLOWED_FOR_TYPE', 'CHANGED'];
    expect([statusesOf(dry), statusesOf(real)]).toEqual([expected, expected]);
    expect(real.counts).toEqual({ changed: 2, invalid: 1 });
    expect(real.outcomes[1]).toMatchObject({ changes: null, before: null });
    expect((await rowsOf(groups[1])).group).toMatchObject({ status: 'UNRESOLVED', version: 1 });
    expect((await rowsOf(groups[1])).outbox).toEqual([]);
  });

  test('A3 one attribute that is refused leaves the others of that issue alone too', async () => {
    const [resolved, open] = await buildGroups(database, 2, {
      project: world.project,
      each: (n) => (n ? {} : { status: 'RESOLVED' }),
    });
    const answer = await call({
      ids: [resolved?.id ?? '', open?.id ?? ''],
      input: { substatus: 'ONGOING', priority: 'HIGH' },
      options: SKIP,
    });
    expect(statusesOf(answer)).toEqual(['INVALID/INVALID_INPUT', 'CHANGED']);
    expect((await rowsOf(resolved)).group).toMatchObject({ priority: 'MEDIUM', version: 1 });
    expect((await rowsOf(resolved)).activities).toEqual([]);
  });

  test('A3 a call in which every issue refuses still says what was given', async () => {
    const group = await buildGroup(database, { project: world.project, category: 'METRIC' });
    const answer = await call({ ids: [group.id], input: { ...RESOLVE, priority: 'LOW' }, options: SKIP });
    expect(answer.applied).toMatchObject({ given: ['status', 'priority'], status: null, priority: null });
    expect(answer.record['undoable_until']).toBeNull();
  });
});

test('A4 the order of the input does not matter', async () => {
  const groups = await buildGroups(database, 2, { project: world.project, status: 'RESOLVED', initialPriority: 'LOW' });
  const one = { inbox: true, assignedTo: { user: world.owner.id }, status: 'UNRESOLVED', priority: 'HIGH' } as const;
  const other = { priority: 'HIGH', status: 'UNRESOLVED', assignedTo: { user: world.owner.id }, inbox: true } as const;
  await call({ ids: [groups[0]?.id ?? ''], input: one });
  await call({ ids: [groups[1]?.id ?? ''], input: other });
  const [a, b] = await Promise.all(groups.map(rowsOf));
  expect(a?.histories).toEqual(b?.histories);
  expect(a?.activities).toEqual(b?.activities);
  expect(a?.histories).toEqual(
    ['PRIORITY_HIGH', 'REGRESSED', 'ASSIGNED'].map((status) => `${status} ${world.owner.id}`),
  );
  expect(a?.inbox).toMatchObject({ reason: 'MANUAL' });
});

test.each([2, 3, 20, 300])('A4 log lines keep their order issue by issue: %i issues', async (count) => {
  // Issues whose lines come in different combinations, so that no grouping by kind can keep the order by luck.
  const groups = await buildGroups(database, count, {
    project: world.project,
    substatus: 'ESCALATING',
    priority: 'HIGH',
    initialPriority: 'LOW',
    each: (n) => (n % 2 ? { priorityLockedAt: new Date() } : { inbox: null }),
  });
  await call({ ids: idsOf(groups), input: { inbox: false } });
  const rows = await database.query<{ types: string; histories: string }>(
    `select (select string_agg(type, ' ' order by id) from activities where group_id = g.id) as types,
       (select string_agg(status, ' ' order by id) from group_histories where group_id = g.id) as histories
     from groups g where organization_id = $1 order by id`,
    [world.organization.id],
  );
  const even = { types: 'AUTO_SET_ONGOING SET_PRIORITY', histories: 'UNRESOLVED PRIORITY_LOW' };
  const odd = { types: 'MARK_REVIEWED AUTO_SET_ONGOING', histories: 'REVIEWED UNRESOLVED' };
  expect(rows).toEqual(groups.map((_, n) => (n % 2 ? odd : even)));
});

describe('O1 every id has one outcome', () => {
  test('O1 all six at once, counted', async () => {
    const groups = await buildGroups(database, 6, {
      project: world.project,
      each: (n) =>
        [
          { status: 'REPROCESSING' as const },
          { level: 'INFO' as const },
          { version: 4 },
          { category: 'METRIC' as const },
          {},
          { status: 'RESOLVED' as const },
        ][n] ?? {},
    });
    const ids = idsOf(groups);
    const answer = await call({
      ids: [...ids, 'nothing', ids[0] ?? ''],
      where: { query: 'level:error' },
      input: RESOLVE,
      options: { ...SKIP, expectedVersions: [{ id: ids[2] ?? '', version: 3 }] },
    });
    expect(statusesOf(answer)).toEqual([
      'SKIPPED/NOT_MUTABLE',
      'SKIPPED/OUTSIDE_SELECTION',
      'CONFLICT/VERSION_CONFLICT',
      'INVALID/ACTION_NOT_ALLOWED_FOR_TYPE',
      'CHANGED',
      'UNCHANGED',
      'NOT_FOUND',
    ]);
    expect(answer.counts).toEqual({ changed: 1, unchanged: 1, not_found: 1, conflict: 1, invalid: 1, skipped: 2 });
  });
});

describe('O2 what moves the version', () => {
  test('O2 UNCHANGED writes no activity, no history, no message and no version', async () => {
    const group = await buildGroup(database, {
      project: world.project,
      status: 'IGNORED',
      priorityLockedAt: new Date(),
      assignee: { userId: world.owner.id },
    });
    const before = await rowsOf(group);
    const input = {
      status: 'IGNORED',
      priority: 'MEDIUM',
      assignedTo: { user: world.owner.id },
      inbox: false,
    } as const;
    const answer = await call({ ids: [group.id], input });
    expect(answer.outcomes).toMatchObject([{ status: 'UNCHANGED', changes: null, before: null }]);
    expect(await rowsOf(group)).toEqual(before);
    expect(answer.record['undoable_until']).toBeNull();
    expect(answer.applied).toMatchObject({ status: 'IGNORED', priority: 'MEDIUM', inbox: false });
  });

  test('O2 one version and one changed_at a call, whatever it changes', async () => {
    const group = await buildGroup(database, { project: world.project, version: 5 });
    bulk.now = new Date('2027-01-02T03:04:05.678Z');
    await call({
      ids: [group.id],
      input: { status: 'RESOLVED', priority: 'LOW', assignedTo: { team: world.team.id } },
    });
    expect((await rowsOf(group)).group).toMatchObject({ version: 6, changed_at: bulk.now, resolved_at: bulk.now });
  });

  test.each([
    [-1, 'CONFLICT/VERSION_CONFLICT'],
    [0, 'CHANGED'],
  ])('O2 unchangedSince %i ms from changed_at: %s', async (offset, expected) => {
    const changedAt = new Date('2026-05-05T05:05:05.123Z');
    const group = await buildGroup(database, { project: world.project, changedAt });
    const unchangedSince = new Date(changedAt.getTime() + offset);
    const answer = await call({ ids: [group.id], input: RESOLVE, options: { ...SKIP, unchangedSince } });
    expect(statusesOf(answer)).toEqual([expected]);
  });

  test('O2 expectedVersions of an issue that is not selected', async () => {
    const [a, b] = await buildGroups(database, 2, { project: world.project });
    const version = ({ id }: { id: string } = { id: '0' }) => ({ id, version: 1 });
    const given = { ids: [a?.id ?? ''], input: RESOLVE };
    const answer = await expectRefused({ ...given, options: { expectedVersions: [version(a), version(b)] } }, [
      'INVALID_INPUT options.expectedVersions',
    ]);
    expect(answer.problems[0]).toMatchObject({ issueIds: [b?.id], issueCount: 1 });
    await expectRefused({ ...given, ids: [], options: { expectedVersions: [version({ id: '01' })] } }, [
      'INVALID_INPUT options.expectedVersions',
    ]);
    await expectRefused(
      { input: RESOLVE, where: { status: 'RESOLVED' }, options: { expectedVersions: [version(a)] } },
      ['INVALID_INPUT options.expectedVersions'],
    );
  });

  test('O2 expectedVersions of an id that is not found hides nothing and breaks nothing', async () => {
    const answer = await call({
      ids: ['31415926535'],
      input: RESOLVE,
      options: { expectedVersions: [{ id: '31415926535', version: 1 }] },
    });
    expect(statusesOf(answer)).toEqual(['NOT_FOUND']);
  });
});

describe('O3 changes and the private image', () => {
  test('O3 side effects are listed, and every stored value is kept for undo', async () => {
    await database.query('update users set self_assign_on_resolve = true where id = $1', [world.owner.id]);
    const snooze = { count: 10, timesSeenBaseline: 1, actorId: world.owner.id };
    const group = await buildGroup(database, {
      project: world.project,
      status: 'IGNORED',
      substatus: 'ARCHIVED_UNTIL_CONDITION_MET',
      snooze,
      inbox: { reason: 'REGRESSION' },
    });
    const before = await rowsOf(group);
    const { outcomes } = await call({ ids: [group.id], input: RESOLVE });
    expect(outcomes[0]?.changes).toEqual([
      {
        attribute: 'status',
        before: { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', statusDetails: { ignoreCount: 10 } },
        after: { status: 'RESOLVED', substatus: null, statusDetails: {} },
      },
      { attribute: 'assignedTo', before: null, after: { type: 'user', id: world.owner.id } },
      { attribute: 'isSubscribed', before: false, after: true },
      { attribute: 'inbox', before: { reason: 'REGRESSION' }, after: null },
    ]);
    const added = (row: Readonly<Record<string, unknown>> | null): string =>
      (row?.['date_added'] as Date).toISOString();
    expect(outcomes[0]?.before).toMatchObject({
      version: 1,
      status: 'IGNORED',
      substatus: 'ARCHIVED_UNTIL_CONDITION_MET',
      resolvedAt: null,
      activeAt: group.activeAt.toISOString(),
      assignee: null,
      inbox: { reason: 'REGRESSION', reasonDetails: null, dateAdded: added(before.inbox) },
      snooze: { ...snooze, until: null, dateAdded: added(before.snooze) },
      openPeriod: { id: String(before.openPeriods[0]?.['id']), dateEnded: null, resolutionActivityId: null },
      subscription: null,
      left: { subscription: { isActive: true, reason: 'STATUS_CHANGE' } },
    });
  });

  test('O3 the image keeps the stored status where another was shown', async () => {
    const until = new Date(Date.now() - 60_000);
    const group = await buildGroup(database, {
      project: world.project,
      status: 'IGNORED',
      substatus: 'ARCHIVED_UNTIL_CONDITION_MET',
      snooze: { until },
    });
    const { outcomes } = await call({ ids: [group.id], input: RESOLVE });
    expect(outcomes[0]).toMatchObject({
      before: { status: 'IGNORED', snooze: { until: until.toISOString() } },
      changes: [{ attribute: 'status', before: { status: 'UNRESOLVED', substatus: 'ONGOING', statusDetails: {} } }, {}],
    });
    expect((await rowsOf(group)).snooze).toBeNull();
  });
});

describe('O4 a dry run', () => {
  test('O4 keeps the record and its outcomes, and nothing else', async () => {
    const groups = await mixed();
    const before = await Promise.all(groups.map(rowsOf));
    const input = { ...RESOLVE, assignedTo: { team: world.team.id } } as const;
    const dry = await call({ ids: idsOf(groups), input, options: { ...SKIP, dryRun: true } });
    expect(await Promise.all(groups.map(rowsOf))).toEqual(before);
    expect(dry.record).toMatchObject({ dry_run: true, state: 'COMPLETED', undoable_until: null });
    expect(dry.outcomes.map(({ before: image }) => image)).toEqual([null, null, null]);
    const [removed] = await database.query('select from bulk_operation_removed_rows where operation_id = $1', [
      dry.operationId,
    ]);
    expect(removed).toBeUndefined();
    const real = await call({ ids: idsOf(groups), input, options: SKIP });
    expect(real.outcomes.map(({ changes }) => changes)).toEqual(dry.outcomes.map(({ changes }) => changes));
    expect(real.counts).toEqual(dry.counts);
    expect(real.applied).toEqual(dry.applied);
  });

  test('O4 is refused as the call would be', async () => {
    const groups = await mixed();
    await expectRefused({ ids: idsOf(groups), input: RESOLVE, options: { dryRun: true } }, [
      'ACTION_NOT_ALLOWED_FOR_TYPE input.status',
    ]);
  });

  test('O4 takes no idempotency key', async () => {
    await expectRefused({ ids: [], input: RESOLVE, options: { dryRun: true, idempotencyKey: 'k' } }, [
      'INVALID_INPUT options.idempotencyKey',
    ]);
  });
});
