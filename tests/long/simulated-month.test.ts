import { actualEnds, expectedEnd } from '../support/month/month-ends';
import { simulateMonth } from '../support/month/simulate-month';
import { orphansOf } from '../support/orphans';
import { useTestDatabase } from '../support/test-database';
import { useBulkMutation } from '../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);

it('a month of 500 issues ends as an independent model of the rules has it', async () => {
  const plan = { start: new Date('2027-03-01T00:00:00.000Z'), hours: 24 * 31, step: 1, issues: 500, seed: 2 };
  const world = await simulateMonth({ database, bulk }, plan);
  expect(await actualEnds(world)).toEqual(world.issues.map(expectedEnd));
  expect(world.issues).toHaveLength(plan.issues);
  const said = new Set(world.issues.flatMap(({ feed }) => feed));
  const all = ['AUTO_SET_ONGOING', 'SET_ESCALATING', 'SET_IGNORED', 'SET_PRIORITY', 'SET_REGRESSION', 'SET_RESOLVED'];
  all.push('SET_RESOLVED_BY_AGE', 'SET_RESOLVED_IN_RELEASE', 'SET_UNRESOLVED');
  expect([...said].sort()).toEqual(all);
  expect(await orphansOf(database, world.organization.id)).toEqual([]);
}, 900_000);
