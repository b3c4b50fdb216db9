import { deleteUnderFire } from '../support/delete-under-fire';
import { useOwnDatabase } from '../support/own-database';
import { useBulkMutation } from '../support/use-bulk-mutation';

const MOMENTS = [
  ...['begin-deletion', 'wait-for-events', 'delete-events-of-groups', 'delete-rows-activities'],
  ...['delete-rows-group-hourly-counts', 'delete-rows-group-users', 'finish-deletion'],
];

const database = useOwnDatabase('deletion_under_fire');
const bulk = useBulkMutation(database);

test('T17: the deletion of 100 of 150 issues with 30,000 events goes on after each of seven kills', async () => {
  const size = { issues: 150, eventsEach: 200 };
  const { swept, left, kept, orphans, audited, deleted } = await deleteUnderFire({ database, bulk }, size, MOMENTS);
  expect(swept).toEqual(MOMENTS.map(() => 100));
  expect(left).toEqual(deleted.map(() => ({})));
  expect(kept[1]).toEqual(kept[0]);
  expect(orphans).toEqual([]);
  expect(audited).toEqual(deleted);
});
