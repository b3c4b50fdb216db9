import { ResolveByAge } from '../../../../src/application/resolve-by-age/resolve-by-age.handler';
import type { GroupOptions, TestGroup } from '../../../support/build/group-options';
import { buildWorld, type World } from '../../../support/build/world';
import { issueRows } from '../../../support/issue-rows';
import { IssueEvents } from '../../../support/lifecycle/use-events';
import { useTestDatabase } from '../../../support/test-database';

/** Issues that count as resolved because of their age, and events. */
const database = useTestDatabase();
const events = new IssueEvents(database);
const NOW = new Date('2027-03-01T10:20:00.000Z');
const HOUR = 60 * 60_000;
const ago = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR);

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
  await database.query('update projects set resolve_age = 24 where id = $1', [world.project.id]);
});

const build = (given: GroupOptions): Promise<TestGroup> =>
  events.build({ project: world.project, firstSeen: ago(100), lastSeen: ago(50), ...given });
const resolveByAge = () =>
  new ResolveByAge({ unitOfWork: database.unitOfWork, clock: () => NOW }).execute([world.organization.id]);

it('a new issue comes back with its first event, also where its project has no threshold for new issues yet', async () => {
  const group = await build({ substatus: 'NEW', timesSeen: 20 });
  await events.send([group], {}, { now: NOW });
  await events.send([group], {}, { now: NOW });
  const { group: row, histories } = await issueRows(database, group);
  expect(row).toMatchObject({ substatus: 'REGRESSED', active_at: NOW, version: 2 });
  expect(histories).toEqual(['REGRESSED system']);
});

describe('T2 an event that is told of late, and itself happened longer ago than the age', () => {
  const event = { timestamp: ago(30).toISOString() };

  it.each<[string, GroupOptions]>([
    ['shown as resolved by its age', { substatus: 'ONGOING' }],
    ['resolved by somebody', { status: 'RESOLVED', substatus: null, resolvedAt: ago(1) }],
  ])('brings an issue back that was %s, for as long as the age', async (_title, given) => {
    const group = await build(given);
    await events.send([group], event, { now: NOW });
    await events.send([group], event, { now: NOW });
    expect((await issueRows(database, group)).group).toMatchObject({ substatus: 'REGRESSED', active_at: NOW });
    expect(await resolveByAge()).toBe(0);
    expect((await issueRows(database, group)).histories).toEqual(['REGRESSED system']);
  });
});
