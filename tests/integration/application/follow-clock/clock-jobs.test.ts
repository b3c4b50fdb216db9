import { AgeIssues } from '../../../../src/application/age-issues/age-issues.handler';
import { LiftSnoozes } from '../../../../src/application/lift-snoozes/lift-snoozes.handler';
import { RefreshForecasts } from '../../../../src/application/refresh-forecasts/refresh-forecasts.handler';
import { ResolveByAge } from '../../../../src/application/resolve-by-age/resolve-by-age.handler';
import { createJobs } from '../../../../src/bootstrap/create-jobs';
import { UnitOfWork } from '../../../../src/persistence/unit-of-work';
import { buildGroups } from '../../../support/build/group';
import type { GroupOptions, TestGroup } from '../../../support/build/group-options';
import { buildWorld, type World } from '../../../support/build/world';
import { ConcurrentCalls } from '../../../support/concurrent-calls';
import { issueRows, type IssueRows } from '../../../support/issue-rows';
import { SETTINGS } from '../../../support/settings';
import { useOwnDatabase } from '../../../support/own-database';

const database = useOwnDatabase('clock_jobs');
const calls = ConcurrentCalls.use(database);
const NOW = new Date('2027-05-03T12:00:00.000Z');
const HOUR = 60 * 60_000;
const ago = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR);
const ISSUES = 12;

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
  await database.query('update projects set resolve_age = 240 where id = $1', [world.project.id]);
});

interface Kind {
  readonly name: string;
  readonly issue: GroupOptions;
  /** Answers how many issues one run has changed. */
  run(unitOfWork: UnitOfWork, now?: Date): Promise<number>;
  /** What each leaves, once. */
  readonly left: Partial<IssueRows>;
}

const dependencies = (unitOfWork: UnitOfWork, now = NOW) => ({ unitOfWork, clock: () => now, chunkSize: 5 });
const here = (): readonly string[] => [world.organization.id];

const KINDS: readonly Kind[] = [
  {
    name: 'lift-snoozes',
    issue: { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', snooze: { until: ago(1) } },
    run: (unitOfWork, now) => new LiftSnoozes(dependencies(unitOfWork, now)).execute(here()),
    left: { histories: ['UNIGNORED system'], activities: ['SET_UNRESOLVED system null'] },
  },
  {
    name: 'age-issues',
    issue: { substatus: 'NEW', firstSeen: ago(24 * 8), lastSeen: ago(1) },
    run: async (unitOfWork, now) => (await new AgeIssues(dependencies(unitOfWork, now)).execute(here())).NEW,
    left: { histories: ['UNRESOLVED system'], activities: ['AUTO_SET_ONGOING system {"after_days": 7}'] },
  },
  {
    name: 'resolve-by-age',
    issue: { firstSeen: ago(24 * 10), substatus: 'ONGOING' },
    run: (unitOfWork, now) => new ResolveByAge(dependencies(unitOfWork, now)).execute(here()),
    left: { histories: ['AUTO_RESOLVED system'], activities: ['SET_RESOLVED_BY_AGE system {"age": 240}'] },
  },
];

const build = (issue: GroupOptions): Promise<readonly TestGroup[]> =>
  buildGroups(database, ISSUES, { project: world.project, firstSeen: ago(24 * 9), ...issue });
const rowsOf = (groups: readonly TestGroup[]): Promise<IssueRows[]> =>
  Promise.all(groups.map((group) => issueRows(database, group)));
const logsOf = (rows: readonly IssueRows[]) => rows.map(({ histories, activities }) => ({ histories, activities }));

describe.each(KINDS)('$name', ({ issue, run, left }) => {
  it('changes what is due once, however often it runs', async () => {
    const groups = await build(issue);
    expect(await run(database.unitOfWork)).toBe(ISSUES);
    const once = await rowsOf(groups);
    expect(logsOf(once)).toEqual(groups.map(() => left));
    expect(await run(database.unitOfWork)).toBe(0);
    expect(await rowsOf(groups)).toEqual(once);
  });

  it('changes each issue once where four workers do it at the same time', async () => {
    const groups = await build(issue);
    const unitOfWork = new UnitOfWork(calls.dataSource);
    const changed = await Promise.all(Array.from({ length: 4 }, () => run(unitOfWork)));
    // What another holds is passed over, and waits for the next time.
    const rest = await run(unitOfWork);
    expect([...changed, rest].reduce((sum, count) => sum + count, 0)).toBe(ISSUES);
    const rows = await rowsOf(groups);
    expect(logsOf(rows)).toEqual(groups.map(() => left));
    expect(rows.map(({ group }) => group['version'])).toEqual(groups.map(() => 2));
  });

  it('passes over an issue that a call holds, and changes it the next time', async () => {
    const groups = await build(issue);
    const [held] = groups;
    const release = await calls.lock(held?.id ?? '');
    expect(await run(database.unitOfWork)).toBe(ISSUES - 1);
    await release();
    expect(await run(database.unitOfWork)).toBe(1);
  });

  it('catches up with nights that were missed, each as of its own moment', async () => {
    const groups = await build(issue);
    expect(await run(database.unitOfWork, ago(24 * 60))).toBe(0);
    expect(await run(database.unitOfWork, ago(-24 * 60))).toBe(ISSUES);
    expect(logsOf(await rowsOf(groups))).toEqual(groups.map(() => left));
  });
});

test('resolve-by-age leaves an issue whose event is being counted', async () => {
  const groups = await build({ firstSeen: ago(24 * 10), substatus: 'ONGOING' });
  const [counted] = groups;
  const runner = database.dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query('update group_counters set last_seen = $2 where group_id = $1', [counted?.id, NOW]);
  const { run } = KINDS.find(({ name }) => name === 'resolve-by-age') as Kind;
  expect(await run(database.unitOfWork)).toBe(ISSUES - 1);
  await runner.commitTransaction();
  await runner.release();
  expect(await run(database.unitOfWork)).toBe(0);
  const [status] = await database.query('select status from groups where id = $1', [counted?.id]);
  expect(status).toEqual({ status: 'UNRESOLVED' });
});

test('forecasts are made by two workers at once as by one', async () => {
  const hour = new Date(Math.floor(NOW.getTime() / HOUR) * HOUR - 5 * HOUR);
  const issue = { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING', lastSeen: ago(5) } as const;
  const groups = await build({ ...issue, hourlyCounts: [{ hour, events: 7 }] });
  const unitOfWork = new UnitOfWork(calls.dataSource);
  const refresh = () => new RefreshForecasts(dependencies(unitOfWork)).execute(here());
  await Promise.all([refresh(), refresh()]);
  await refresh();
  const rows = await rowsOf(groups);
  const [first] = rows;
  expect(first?.forecast).toMatchObject({ date_added: NOW });
  expect(rows.map(({ forecast }) => forecast?.['thresholds'])).toEqual(
    groups.map(() => first?.forecast?.['thresholds']),
  );
  expect(rows.map(({ group }) => group['version'])).toEqual(groups.map(() => 1));
});

test('an organization in which a job of the clock fails keeps no other from its turn, and the job is tried again', async () => {
  const elsewhere = await buildWorld(database);
  const due = { substatus: 'NEW', firstSeen: ago(24 * 8) } as const;
  const [poison] = await buildGroups(database, 1, { project: world.project, ...due });
  const [other] = await buildGroups(database, 1, { project: elsewhere.project, ...due });
  const failing = `check (group_id <> ${poison?.id})`;
  await database.query(`alter table group_histories add constraint no_poison ${failing} not valid`);
  const job = new AgeIssues(dependencies(database.unitOfWork)).execute([
    world.organization.id,
    elsewhere.organization.id,
  ]);
  await expect(job).rejects.toThrow('no_poison');
  await database.query('alter table group_histories drop constraint no_poison');
  const [aged] = await rowsOf([other as TestGroup]);
  expect(aged?.group).toMatchObject({ substatus: 'ONGOING' });
  expect((await new AgeIssues(dependencies(database.unitOfWork)).execute(here())).NEW).toBe(1);
});

test('every job of the clock goes through all organizations, and finds nothing the second time', async () => {
  const elsewhere = await buildWorld(database);
  await database.query('update projects set resolve_age = 240 where id = $1', [elsewhere.project.id]);
  const kinds = [world, elsewhere].flatMap(({ project }) => KINDS.map(({ issue }) => ({ project, issue })));
  const groups = await Promise.all(
    kinds.map(({ project, issue }) => buildGroups(database, 2, { project, firstSeen: ago(24 * 9), ...issue })),
  );
  const settings = {
    ...SETTINGS,
    eventRetentionDays: 3650,
    outcomeRetentionDays: 3650,
    tokenRetentionDays: 3650,
    outboxRetentionDays: 3650,
    deliveryRetentionDays: 3650,
    allowPrivateWebhooks: false,
  };
  const jobs = createJobs({ unitOfWork: database.unitOfWork, clock: () => NOW, settings });
  const runAll = async (): Promise<void> => {
    for (const { cron, run } of jobs) if (cron !== null) await run({});
  };
  await runAll();
  const rows = await rowsOf(groups.flat());
  expect(rows.map(({ group }) => group['version'])).toEqual(rows.map(() => 2));
  await runAll();
  expect(await rowsOf(groups.flat())).toEqual(rows);
});
