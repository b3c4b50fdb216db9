import fc from 'fast-check';
import { FindIssues } from '../../../../src/application/find-issues/find-issues.handler';
import { GROUP_CATEGORIES, STATUS_OF_SUBSTATUS, type GroupSubstatus } from '../../../../src/domain/group';
import { asShown } from '../../../../src/domain/state/shown-status';
import { buildGroups } from '../../../support/build/group';
import type { GroupOptions, TestGroup } from '../../../support/build/group-options';
import { buildProject, type TestProject } from '../../../support/build/organization';
import { snoozeOf } from '../../../support/build/state';
import { buildWorld, type World } from '../../../support/build/world';
import { issueRows } from '../../../support/issue-rows';
import { useTestDatabase } from '../../../support/test-database';
import { statusesOf, useBulkMutation } from '../../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);
const NOW = new Date('2027-06-01T12:00:00.000Z');
const HOUR = 60 * 60_000;
const ago = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR);
const AGE = 24;

let world: World;
let aging: TestProject;
beforeEach(async () => {
  world = await buildWorld(database);
  aging = await buildProject(database, { organizationId: world.organization.id, teamIds: [world.team.id] });
  await database.query('update projects set resolve_age = $2 where id = $1', [aging.id, AGE]);
  bulk.now = NOW;
});

async function find(query: string): Promise<string[]> {
  const caller = await bulk.application.authenticate.execute(world.token.token);
  const [access] = caller?.organizations ?? [];
  if (caller === null || access === undefined) throw new Error('no caller');
  const finder = new FindIssues({ unitOfWork: database.unitOfWork, clock: () => NOW });
  const page = await finder.execute(caller, access, { query, first: 100 });
  expect(await page.totalCount()).toBe(page.edges.length);
  return page.edges.map(({ id }) => id).sort();
}

const quiet: GroupOptions = { firstSeen: ago(100), lastSeen: ago(AGE) };
const idsOf = (groups: readonly TestGroup[]): string[] => groups.map(({ id }) => id).sort();

test('T2: is: finds what is shown, whatever is stored', async () => {
  const substatuses = Object.keys(STATUS_OF_SUBSTATUS) as GroupSubstatus[];
  const kinds = [...substatuses, 'RESOLVED'] as const;
  const hours = fc.constantFrom(AGE - 1, AGE, AGE + 1, 90);
  const given = fc.record({
    kind: fc.constantFrom(...kinds),
    category: fc.constantFrom(...GROUP_CATEGORIES),
    lastSeen: hours,
    activeAt: hours,
    until: fc.option(hours),
    count: fc.option(fc.constantFrom(1, 9)),
    ages: fc.boolean(),
  });
  const cases = fc.sample(given, { numRuns: 90, seed: 11 });
  type Case = (typeof cases)[number];
  const options = ({ kind, category, lastSeen, activeAt, until, count }: Case): GroupOptions => {
    const snooze = { ...(until !== null && { until: ago(until) }), ...(count !== null && { count }) };
    const status = kind === 'RESOLVED' ? kind : STATUS_OF_SUBSTATUS[kind];
    return {
      ...{ status, substatus: kind === 'RESOLVED' ? null : kind, category, timesSeen: 5 },
      ...{ firstSeen: ago(100), lastSeen: ago(lastSeen), activeAt: ago(activeAt) },
      ...(Object.keys(snooze).length > 0 && { snooze }),
    };
  };
  const shown: { id: string; status: string; substatus: string | null }[] = [];
  for (const [project, ages] of [
    [aging, true],
    [world.project, false],
  ] as const) {
    const those = cases.filter((one) => one.ages === ages).slice(0, 45);
    const groups = await buildGroups(database, those.length, {
      project,
      each: (index) => options(those[index] as Case),
    });
    groups.forEach((group, index) => {
      const { snooze, lastSeen = group.firstSeen, timesSeen = 1 } = options(those[index] as Case);
      const stored = { ...group, lastSeen, timesSeen, usersSeen: 0, resolveAge: ages ? AGE : null };
      const { status, substatus } = asShown({ ...stored, snooze: snooze ? snoozeOf(snooze) : null }, NOW);
      shown.push({ id: group.id, status, substatus });
    });
  }
  const expected = (of: (one: (typeof shown)[number]) => boolean): string[] =>
    shown
      .filter(of)
      .map(({ id }) => id)
      .sort();
  for (const [term, status] of [
    ['unresolved', 'UNRESOLVED'],
    ['resolved', 'RESOLVED'],
    ['archived', 'IGNORED'],
  ] as const) {
    expect({ term, ids: await find(`is:${term}`) }).toEqual({ term, ids: expected((one) => one.status === status) });
    const other = expected((one) => one.status !== status);
    expect({ term: `!${term}`, ids: await find(`!is:${term}`) }).toEqual({ term: `!${term}`, ids: other });
  }
  for (const [term, name] of [
    ['new', 'NEW'],
    ['ongoing', 'ONGOING'],
    ['archived_forever', 'ARCHIVED_FOREVER'],
  ] as const) {
    expect({ term, ids: await find(`is:${term}`) }).toEqual({ term, ids: expected((one) => one.substatus === name) });
  }
  const statuses = new Set(shown.map(({ status }) => status));
  expect(statuses.size).toBe(3);
});

test('T2: where.status and the outcomes go by the shown status; UNRESOLVED is a change, RESOLVED is none', async () => {
  const groups = await buildGroups(database, 3, { project: aging, ...quiet });
  const all = { where: { organization: world.organization.slug, all: true } };
  const none = await bulk.call(world.token, {
    where: { ...all.where, status: 'UNRESOLVED' },
    input: { status: 'RESOLVED' },
  });
  expect(none.counts).toEqual({});
  const again = await bulk.call(world.token, {
    where: { ...all.where, status: 'RESOLVED' },
    input: { status: 'RESOLVED' },
  });
  expect(again.counts).toEqual({ unchanged: 3 });
  const opened = await bulk.call(world.token, { ids: idsOf(groups), input: { status: 'UNRESOLVED' } });
  expect(statusesOf(opened)).toEqual(['CHANGED', 'CHANGED', 'CHANGED']);
  const details = { status: 'RESOLVED', substatus: null, statusDetails: { autoResolved: true } };
  expect(opened.outcomes[0]?.changes?.[0]).toMatchObject({ attribute: 'status', before: details });
  expect(await find('is:unresolved')).toEqual(idsOf(groups));
});

test('T2: it reads resolved by age, until something else is resolved in it', async () => {
  const [group] = await buildGroups(database, 1, { project: aging, ...quiet });
  const read = async () => {
    const caller = await bulk.application.authenticate.execute(world.token.token);
    return caller && bulk.application.readIssues.byId(caller, group?.id ?? '');
  };
  expect(await read()).toMatchObject({ status: 'RESOLVED', substatus: null, autoResolved: true, resolvedAt: null });
  const call = await bulk.call(world.token, { ids: [group?.id ?? ''], input: { status: 'IGNORED' } });
  expect(statusesOf(call)).toEqual(['CHANGED']);
  expect(await read()).toMatchObject({ status: 'IGNORED', autoResolved: false });
  await bulk.undo(world.token, call.operationId);
  expect(await read()).toMatchObject({ status: 'RESOLVED', autoResolved: true });
  expect((await issueRows(database, group as TestGroup)).group).toMatchObject({
    status: 'UNRESOLVED',
    substatus: 'NEW',
  });
});
