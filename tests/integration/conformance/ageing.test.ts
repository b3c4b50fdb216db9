import { AgeIssues } from '../../../src/application/age-issues/age-issues.handler';
import { CleanUpInboxes } from '../../../src/application/clean-up/clean-up-inboxes.handler';
import type { ClockDependencies } from '../../../src/application/follow-clock/walk-issues';
import { LiftSnoozes } from '../../../src/application/lift-snoozes/lift-snoozes.handler';
import { RefreshForecasts } from '../../../src/application/refresh-forecasts/refresh-forecasts.handler';
import { ResolveByAge } from '../../../src/application/resolve-by-age/resolve-by-age.handler';
import { thresholdsOf } from '../../../src/domain/escalation/forecast';
import { buildGroup, buildGroups } from '../../support/build/group';
import type { GroupOptions, TestGroup } from '../../support/build/group-options';
import { insertRow } from '../../support/build/insert-rows';
import { buildProject, type TestProject } from '../../support/build/organization';
import { buildWorld, type World } from '../../support/build/world';
import { issueRows } from '../../support/issue-rows';
import { useTestDatabase } from '../../support/test-database';
import { useBulkMutation } from '../../support/use-bulk-mutation';

/** What time does to issues. */
const database = useTestDatabase();
const bulk = useBulkMutation(database);
const T0 = new Date('2023-07-12T18:40:00.000Z');
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const ago = (milliseconds: number): Date => new Date(T0.getTime() - milliseconds);
const OLD = ago(7 * DAY + HOUR);

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
  bulk.now = T0;
});

const at = (now: Date, given: Partial<ClockDependencies> = {}): ClockDependencies => ({
  unitOfWork: database.unitOfWork,
  clock: () => now,
  ...given,
});
const build = (given: GroupOptions = {}): Promise<TestGroup> =>
  buildGroup(database, { project: world.project, firstSeen: OLD, ...given });
const age = (given: Partial<ClockDependencies> = {}) => new AgeIssues(at(T0, given)).execute([world.organization.id]);
const substatusesOf = async (groups: readonly TestGroup[]): Promise<unknown[]> =>
  (await Promise.all(groups.map((group) => issueRows(database, group)))).map(({ group }) => group['substatus']);
const aged = { activities: ['AUTO_SET_ONGOING system {"after_days": 7}'], histories: ['UNRESOLVED system'] };

async function addHistory(group: TestGroup, status: string, date = OLD): Promise<void> {
  const keys = { organization_id: group.organizationId, project_id: group.projectId, group_id: group.id };
  await insertRow(database, 'group_histories', { ...keys, status, date_added: date });
}

describe('ongoing', () => {
  test.each(['NEW', 'REGRESSED'] as const)('ongoing-bulk-from-new-or-regressed: %s', async (substatus) => {
    const group = await build({ substatus, priority: 'HIGH', initialPriority: 'LOW' });
    await age();
    const { activities, histories, group: row } = await issueRows(database, group);
    expect({ activities, histories }).toEqual(aged);
    expect(row).toMatchObject({ status: 'UNRESOLVED', substatus: 'ONGOING', priority: 'HIGH' });
  });

  test('ongoing-job-new', async () => {
    const group = await build({ inbox: null });
    expect(await age()).toEqual({ NEW: 1, REGRESSED: 0, ESCALATING: 0 });
    expect(await issueRows(database, group)).toMatchObject({
      group: { status: 'UNRESOLVED', substatus: 'ONGOING', version: 2, changed_at: T0 },
      ...{ ...aged, inbox: null, outbox: ['issues.changed'] },
    });
  });

  test('ongoing-job-age-limit', async () => {
    const ages = [
      [17, 2],
      [15, 5],
      [12, 1],
      [7, 14],
      [3, 24],
      [3, 21],
      [3, 18],
      [3, 15],
      [3, 12],
      [3, 3],
      [3, 2],
    ];
    const all = [...ages, [3, 1], [2, 9], [2, 2], [1, 1], [0, 0]];
    const groups = await buildGroups(database, all.length, {
      project: world.project,
      inbox: null,
      each: (index) => ({ firstSeen: ago((all[index]?.[0] ?? 0) * DAY + (all[index]?.[1] ?? 0) * HOUR) }),
    });
    expect(await age()).toEqual({ NEW: 4, REGRESSED: 0, ESCALATING: 0 });
    expect(await substatusesOf(groups)).toEqual(all.map((_, index) => (index < 4 ? 'ONGOING' : 'NEW')));
    expect((await issueRows(database, groups[0] as TestGroup)).inbox).toBeNull();
  });

  test.each(['NEW', 'REGRESSED', 'ESCALATING'] as const)('ongoing-job-batch-limit: %s', async (substatus) => {
    await buildGroups(database, 110, { project: world.project, firstSeen: OLD, substatus });
    const none = { NEW: 0, REGRESSED: 0, ESCALATING: 0 };
    const few = { chunkSize: 2, mostChunks: 50 };
    expect(await age(few)).toEqual({ ...none, [substatus]: 100 });
    expect(await age(few)).toEqual({ ...none, [substatus]: 10 });
    expect(await age(few)).toEqual(none);
  });

  test('ongoing-job-ids-out-of-order', async () => {
    const young = await build({ firstSeen: ago(6 * DAY + HOUR) });
    const old = await build();
    const edge = await build({ firstSeen: new Date('2023-07-05T18:40:00.000Z') });
    await age();
    expect(await substatusesOf([young, old, edge])).toEqual(['NEW', 'ONGOING', 'ONGOING']);
  });

  test.each([
    ['ongoing-job-regressed', 'REGRESSED', 'REGRESSION'],
    ['ongoing-job-escalating', 'ESCALATING', 'ESCALATING'],
  ] as const)('%s', async (_, substatus, reason) => {
    const group = await build({ substatus, inbox: { reason, dateAdded: OLD } });
    const again = await build({ substatus, inbox: { reason, dateAdded: OLD } });
    await addHistory(group, substatus);
    await addHistory(again, substatus);
    await addHistory(again, substatus, ago(7 * DAY - 1));
    expect(await age()).toEqual({ NEW: 0, REGRESSED: 0, ESCALATING: 0, [substatus]: 1 });
    expect(await substatusesOf([group, again])).toEqual(['ONGOING', substatus]);
    const { activities, histories, inbox } = await issueRows(database, group);
    expect({ activities, histories, inbox }).toEqual({
      ...aged,
      histories: [`${substatus} system`, 'UNRESOLVED system'],
      inbox: null,
    });
  });
});

describe('resolving by age', () => {
  const project = async (hours: number | null): Promise<TestProject> => {
    const built = await buildProject(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
    await database.query('update projects set resolve_age = $2 where id = $1', [built.id, hours]);
    return built;
  };
  const resolve = (now = T0, given: Partial<ClockDependencies> = {}) =>
    new ResolveByAge(at(now, given)).execute([world.organization.id]);

  test('auto-resolve-opt-out (an age of 0 cannot be set: null is the only way to say never)', async () => {
    const group = await buildGroup(database, { project: await project(null), firstSeen: ago(900 * DAY) });
    await expect(project(0)).rejects.toThrow('projects_resolve_age_check');
    expect(await resolve()).toBe(0);
    expect((await issueRows(database, group)).group).toMatchObject({ status: 'UNRESOLVED', version: 1 });
  });

  test('auto-resolve-debounce-and-chunks (what is done is not due again, so nothing has to be remembered)', async () => {
    const projects = await Promise.all(Array.from({ length: 5 }, () => project(1)));
    const groups = await Promise.all(
      projects.map((one) => buildGroup(database, { project: one, firstSeen: ago(HOUR) })),
    );
    expect(await resolve(new Date(T0.getTime() - 1))).toBe(0);
    expect(await resolve(T0, { chunkSize: 2 })).toBe(5);
    const after = await Promise.all(groups.map((group) => issueRows(database, group)));
    for (const rows of after) {
      expect(rows).toMatchObject({
        group: { status: 'RESOLVED', substatus: null, resolved_at: T0 },
        ...{ activities: ['SET_RESOLVED_BY_AGE system {"age": 1}'], histories: ['AUTO_RESOLVED system'], inbox: null },
        ...{ openPeriods: [{ date_ended: T0, user_id: null }], outbox: ['issue.resolved', 'issues.changed'] },
      });
    }
    expect(await resolve(T0)).toBe(0);
    expect(await Promise.all(groups.map((group) => issueRows(database, group)))).toEqual(after);
  });
});

describe('snoozes', () => {
  const snoozed = (until: Date, given: GroupOptions = {}): Promise<TestGroup> =>
    build({ status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze: { until }, ...given });
  const lift = () => new LiftSnoozes(at(T0)).execute([world.organization.id]);

  test('snooze-expiry-job-simple, F3: its end and what comes of it are one transaction', async () => {
    const [over, waits] = [await snoozed(ago(60_000)), await snoozed(ago(-60_000))];
    expect(await lift()).toBe(1);
    expect(await issueRows(database, over)).toMatchObject({
      group: { status: 'UNRESOLVED', substatus: 'ONGOING', active_at: ago(60_000), version: 2 },
      ...{ snooze: null, inbox: { reason: 'ONGOING' }, histories: ['UNIGNORED system'] },
      ...{ activities: ['SET_UNRESOLVED system null'], outbox: ['issue.unignored', 'issues.changed'] },
    });
    expect(await issueRows(database, waits)).toMatchObject({ group: { status: 'IGNORED', version: 1 }, histories: [] });
    expect((await issueRows(database, waits)).snooze).not.toBeNull();
  });

  test('snooze-expiry-job-resolved-issue', async () => {
    const group = await snoozed(ago(60_000), { status: 'RESOLVED', substatus: null });
    expect(await lift()).toBe(0);
    expect(await issueRows(database, group)).toMatchObject({
      group: { status: 'RESOLVED', version: 1 },
      ...{ snooze: null, histories: [], activities: [], outbox: [] },
    });
  });

  test('snooze-read-side-expired', async () => {
    const group = await snoozed(ago(60_000));
    const caller = await bulk.application.authenticate.execute(world.token.token);
    const shown = caller && (await bulk.application.readIssues.byId(caller, group.id));
    expect(shown).toMatchObject({ status: 'UNRESOLVED', substatus: 'ONGOING', snooze: null, autoResolved: false });
    expect((await issueRows(database, group)).group).toMatchObject({ status: 'IGNORED' });
  });
});

test('inbox-auto-remove', async () => {
  const now = await build({ inbox: { reason: 'NEW', dateAdded: T0 } });
  const edge = await build({ inbox: { reason: 'NEW', dateAdded: ago(7 * DAY) } });
  const old = await build({ inbox: { reason: 'NEW', dateAdded: ago(8 * DAY) } });
  await new CleanUpInboxes(at(T0)).execute();
  const left = await Promise.all(
    [now, edge, old].map(async (group) => (await issueRows(database, group)).inbox !== null),
  );
  expect(left).toEqual([true, true, false]);
  expect(await issueRows(database, old)).toMatchObject({ group: { version: 1 }, activities: [], outbox: [] });
});

describe('the nightly forecast', () => {
  const until = { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING', lastSeen: ago(DAY) } as const;
  const refresh = (now = T0) => new RefreshForecasts(at(now)).execute([world.organization.id]);
  const hour = (hours: number): Date => new Date(Math.floor(T0.getTime() / HOUR) * HOUR - hours * HOUR);
  const twoEachDay = Array.from({ length: 14 }, (_, index) => ({ hour: hour(1 + index * 12), events: 10 }));

  test('escalation-weekly-job-no-counts (F1: nothing is stored, and nothing is queued)', async () => {
    const group = await build(until);
    expect(await refresh()).toBe(0);
    const { forecast } = await issueRows(database, group);
    expect(forecast).toBeNull();
    expect(thresholdsOf(null)).toEqual(Array.from({ length: 14 }, () => 10));
  });

  test('escalation-weekly-job-replaces', async () => {
    const group = await build({ ...until, hourlyCounts: twoEachDay });
    const quiet = await build({ ...until, hourlyCounts: twoEachDay, lastSeen: ago(8 * DAY) });
    expect(await refresh()).toBe(1);
    const first = await issueRows(database, group);
    expect(first).toMatchObject({ group: { version: 1 }, forecast: { date_added: T0 }, outbox: [], activities: [] });
    expect(await refresh(new Date(T0.getTime() + DAY))).toBe(1);
    expect((await issueRows(database, group)).forecast).toMatchObject({ date_added: new Date(T0.getTime() + DAY) });
    expect((await issueRows(database, quiet)).forecast).toBeNull();
  });

  test('escalation-weekly-job-type-opt-out', async () => {
    const counts = [[], twoEachDay];
    const groups = await Promise.all(
      counts.map((hourlyCounts) => build({ ...until, category: 'UPTIME', hourlyCounts })),
    );
    expect(await refresh()).toBe(0);
    for (const group of groups) expect((await issueRows(database, group)).forecast).toBeNull();
  });
});
