import { actualEnds, expectedEnd } from '../../../support/month/month-ends';
import { simulateMonth } from '../../../support/month/simulate-month';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation } from '../../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);

it('a week of 60 issues ends as an independent model of the rules has it', async () => {
  const plan = { start: new Date('2027-03-01T00:00:00.000Z'), hours: 24 * 8, step: 6, issues: 60, seed: 1 };
  const world = await simulateMonth({ database, bulk }, plan);
  expect(await actualEnds(world)).toEqual(world.issues.map(expectedEnd));
  expect(world.issues).toHaveLength(plan.issues);
  const said = new Set(world.issues.flatMap(({ feed }) => feed));
  expect([...said]).toEqual(
    expect.arrayContaining(['AUTO_SET_ONGOING', 'SET_ESCALATING', 'SET_REGRESSION', 'SET_RESOLVED_BY_AGE']),
  );
});
