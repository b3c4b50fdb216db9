import { thresholdsOf } from '../../../src/domain/escalation/forecast';
import { buildGroup, buildGroups } from '../../support/build/group';
import type { GroupOptions, TestGroup } from '../../support/build/group-options';
import { buildWorld, type World } from '../../support/build/world';
import { issueRows, type IssueRows } from '../../support/issue-rows';
import { expectedForecast, type HourlyCount } from '../../support/model/forecast-rules';
import { useTestDatabase } from '../../support/test-database';
import { statusesOf, useBulkMutation, type BulkAnswer, type BulkCall } from '../../support/use-bulk-mutation';

/** Archiving until an issue escalates, and the forecast that decides when it does. */
const database = useTestDatabase();
const bulk = useBulkMutation(database);
/** A Monday. */
const T0 = new Date('2027-03-01T10:20:00.000Z');
const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const hoursAgo = (hours: number): Date => new Date(T0.getTime() - hours * HOUR);
const UNTIL_ESCALATING: BulkCall['input'] = { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING' };
const FORECAST = { thresholds: [5, 6, 7], dateAdded: hoursAgo(50) };

let world: World;
let me: string;
beforeEach(async () => {
  world = await buildWorld(database);
  me = world.owner.id;
  bulk.now = T0;
});

const build = (given: GroupOptions = {}): Promise<TestGroup> =>
  buildGroup(database, { project: world.project, firstSeen: T0, ...given });
const call = ({ id }: TestGroup, input: BulkCall['input']): Promise<BulkAnswer> =>
  bulk.call(world.token, { ids: [id], input });
const rowsOf = (group: TestGroup): Promise<IssueRows> => issueRows(database, group);

/** Events in clock hours, the first in the current one, then back. */
function counts(events: readonly number[]): HourlyCount[] {
  const current = T0.getTime() - (T0.getTime() % HOUR);
  return events.flatMap((count, index) =>
    count === 0 ? [] : [{ hour: new Date(current - index * HOUR), events: count }],
  );
}

function asStored(forecast: ReturnType<typeof expectedForecast>): object | null {
  return forecast && { thresholds: forecast.thresholds.map(String), date_added: forecast.dateAdded };
}

test('archive-until-escalating-without-counts (F1 wins: no job is queued, reading gives 10 until a forecast is made)', async () => {
  const group = await build({ inbox: { reason: 'NEW' } });
  const answer = await call(group, UNTIL_ESCALATING);
  expect(answer.applied).toMatchObject({
    status: 'IGNORED',
    substatus: 'ARCHIVED_UNTIL_ESCALATING',
    statusDetails: { untilEscalating: true },
  });
  expect(await rowsOf(group)).toMatchObject({
    group: { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING' },
    ...{ inbox: null, snooze: null, forecast: null },
  });
  expect(thresholdsOf(null)).toEqual(Array.from({ length: 14 }, () => 10));
});

test('archive-until-escalating-event (archived and ignored are one thing here, and so is the event)', async () => {
  const group = await build({ inbox: { reason: 'NEW' } });
  const answer = await call(group, UNTIL_ESCALATING);
  expect((await rowsOf(group)).outbox).toEqual(['issue.ignored', 'issues.changed']);
  expect(answer.applied).toMatchObject({ statusDetails: { untilEscalating: true } });
});

test('status-change-ignore-until-escalating-records (a substatus always reaches the history, so it is not the generic IGNORED)', async () => {
  const group = await build();
  await call(group, { status: 'IGNORED', statusDetails: { untilEscalating: true } });
  const rows = await rowsOf(group);
  expect(rows.outbox).toContain('issue.ignored');
  expect(rows.histories).toEqual([`ARCHIVED_UNTIL_ESCALATING ${me}`]);
  const activities = await database.query('select type, data from activities where group_id = $1', [group.id]);
  const none = { ignoreCount: null, ignoreDuration: null, ignoreUntil: null, ignoreWindow: null };
  const data = { ...none, ignoreUserCount: null, ignoreUserWindow: null, ignoreUntilEscalating: true };
  expect(activities).toEqual([{ type: 'SET_IGNORED', data }]);
});

describe('F1 the forecast is made of the 168 full hours before the current one', () => {
  /** Looks random, and is the same in every run. */
  const noise = (seed: number, hour: number): number => (hour * 7919 + seed * 104_729) % 997;
  const week = (of: (hour: number) => number): number[] => Array.from({ length: 169 }, (_, hour) => of(hour));
  const old = T0.getTime() - 30 * DAY;
  const CASES: readonly [string, number, readonly number[]][] = [
    ['steady', old, week(() => 6)],
    ['steady, with a burst now that is not counted', old, week((hour) => (hour === 0 ? 100_000 : 6))],
    ['a burst in the hour before the window', old, [...week(() => 6), 100_000]],
    ['a burst in the first hour of the window', old, week((hour) => (hour === 168 ? 100_000 : 6))],
    ['one event in the week', old, [0, 1]],
    ['one event before the window', old, [...week(() => 0), 1]],
    ['only in the current hour', old, [9]],
    ['busy on one day of the week', old, week((hour) => (Math.floor(hour / 24) === 3 ? 140 : 100))],
    ['first seen in the first hour of the window', T0.getTime() - 168 * HOUR, week(() => 6)],
    ['first seen an hour later', T0.getTime() - 167 * HOUR, week((hour) => (hour === 168 ? 0 : 6))],
    ['first seen just now', T0.getTime(), [3]],
    ['first seen yesterday, with silent hours', T0.getTime() - DAY, [0, 0, 4, 0, 17, 0, 0, 2]],
    ['very many', old, week((hour) => 2_000_000_000 + noise(1, hour))],
    ...Array.from({ length: 12 }, (_, seed): [string, number, number[]] => [
      `noise ${seed}`,
      old,
      week((hour) => Math.floor((noise(seed, hour) / 40) ** (1 + (seed % 4)))),
    ]),
    ...Array.from({ length: 6 }, (_, seed): [string, number, number[]] => [
      `sparse noise ${seed}`,
      old,
      week((hour) => (noise(seed, hour) % (2 + seed * 3) === 0 ? noise(seed, hour) : 0)),
    ]),
  ];

  test('F1 in one call, each issue its own, as an independent reckoning has it', async () => {
    const groups = await buildGroups(database, CASES.length, {
      project: world.project,
      each: (index) => ({
        firstSeen: new Date(CASES[index]?.[1] ?? 0),
        hourlyCounts: counts(CASES[index]?.[2] ?? []),
      }),
    });
    const ids = groups.map(({ id }) => id);
    const answer = await bulk.call(world.token, { ids, input: UNTIL_ESCALATING });
    expect(answer.counts).toEqual({ changed: CASES.length });
    const stored = await database.query<{ group_id: string; thresholds: string[]; date_added: Date }>(
      'select group_id, thresholds, date_added from group_forecasts where organization_id = $1',
      [world.organization.id],
    );
    const found = CASES.map(([name], index) => {
      const row = stored.find(({ group_id: groupId }) => groupId === ids[index]);
      return { name, forecast: row ? { thresholds: row.thresholds, date_added: row.date_added } : null };
    });
    const expected = CASES.map(([name, firstSeen, events]) => ({
      name,
      forecast: asStored(expectedForecast(counts(events), { firstSeen: new Date(firstSeen), now: T0 })),
    }));
    expect(found).toEqual(expected);
    expect(expected.filter(({ forecast }) => forecast === null)).toHaveLength(3);
  });
});

test('issues of a kind that does not escalate are archived without a forecast', async () => {
  const group = await build({ category: 'UPTIME', firstSeen: hoursAgo(200), hourlyCounts: counts([0, 5, 5]) });
  expect(statusesOf(await call(group, UNTIL_ESCALATING))).toEqual(['CHANGED']);
  expect(await rowsOf(group)).toMatchObject({
    group: { substatus: 'ARCHIVED_UNTIL_ESCALATING' },
    forecast: null,
  });
});

test('escalation-forecast-date-survives-storage', async () => {
  const dateAdded = new Date('2027-02-25T03:04:05.678Z');
  const given = { thresholds: [1, 2], dateAdded };
  const group = await build({ status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING', forecast: given });
  const answer = await call(group, { status: 'UNRESOLVED' });
  expect(answer.outcomes[0]?.before).toMatchObject({
    forecast: { thresholds: [1, 2], dateAdded: '2027-02-25T03:04:05.678Z' },
  });
});

const archived: GroupOptions = { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING', forecast: FORECAST };

test.each<[string, BulkCall['input']]>([
  ['unresolve', { status: 'UNRESOLVED' }],
  ['resolve', { status: 'RESOLVED' }],
  ['conditions', { status: 'IGNORED', statusDetails: { ignoreCount: 5 } }],
  ['conditions without a status', { substatus: 'ARCHIVED_UNTIL_CONDITION_MET', statusDetails: { ignoreCount: 5 } }],
  ['forever', { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER' }],
  ['forever by a bare IGNORED', { status: 'IGNORED' }],
  ['forever without a status', { substatus: 'ARCHIVED_FOREVER' }],
])('T2: %s deletes the forecast', async (_, input) => {
  const group = await build(archived);
  expect(statusesOf(await call(group, input))).toEqual(['CHANGED']);
  expect((await rowsOf(group)).forecast).toBeNull();
});

test('T2: until escalating deletes the snooze', async () => {
  const group = await build({
    status: 'IGNORED',
    substatus: 'ARCHIVED_UNTIL_CONDITION_MET',
    snooze: { until: new Date(T0.getTime() + DAY) },
    hourlyCounts: counts([0, 4]),
  });
  const answer = await call(group, UNTIL_ESCALATING);
  const rows = await rowsOf(group);
  expect(rows).toMatchObject({ snooze: null, forecast: { thresholds: Array.from({ length: 14 }, () => '40') } });
  expect(answer.outcomes[0]?.changes?.slice(0, 1)).toEqual([
    {
      attribute: 'status',
      before: {
        status: 'IGNORED',
        substatus: 'ARCHIVED_UNTIL_CONDITION_MET',
        statusDetails: { ignoreUntil: '2027-03-02T10:20:00.000Z' },
      },
      after: {
        status: 'IGNORED',
        substatus: 'ARCHIVED_UNTIL_ESCALATING',
        statusDetails: { untilEscalating: true },
      },
    },
  ]);
});

test.each([UNTIL_ESCALATING, { substatus: 'ARCHIVED_UNTIL_ESCALATING' } as const])(
  'T1: an issue that is archived until it escalates keeps its forecast, asked again by %j',
  async (input) => {
    const group = await build({ ...archived, hourlyCounts: counts([0, 4]) });
    expect(statusesOf(await call(group, input))).toEqual(['UNCHANGED']);
    expect((await rowsOf(group)).forecast).toMatchObject({ thresholds: ['5', '6', '7'] });
  },
);

test('T5: the substatus alone applies to archived issues, to others it is invalid', async () => {
  const options = { errorPolicy: 'SKIP_INVALID' } as const;
  const statuses = ['IGNORED', 'UNRESOLVED', 'RESOLVED'] as const;
  const groups = await buildGroups(database, 3, {
    project: world.project,
    ...{ firstSeen: T0, hourlyCounts: counts([0, 4]) },
    each: (index) => ({ status: statuses[index] ?? 'IGNORED' }),
  });
  const ids = groups.map(({ id }) => id);
  const answer = await bulk.call(world.token, { ids, input: { substatus: 'ARCHIVED_UNTIL_ESCALATING' }, options });
  expect(statusesOf(answer)).toEqual(['CHANGED', 'INVALID/INVALID_INPUT', 'INVALID/INVALID_INPUT']);
  const all = await Promise.all(groups.map(rowsOf));
  expect(all.map(({ forecast }) => forecast !== null)).toEqual([true, false, false]);
});

test('O2: the version follows the archiving, once', async () => {
  const group = await build({ version: 4, hourlyCounts: counts([0, 4]) });
  await call(group, UNTIL_ESCALATING);
  expect((await rowsOf(group)).group).toMatchObject({ version: 5, changed_at: T0 });
});
