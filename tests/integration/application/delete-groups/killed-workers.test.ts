import { deleteUnderFire } from '../../../support/delete-under-fire';
import { useOwnDatabase } from '../../../support/own-database';
import { useBulkMutation } from '../../../support/use-bulk-mutation';

const database = useOwnDatabase('deletion_fire');
const bulk = useBulkMutation(database);

it('T17: a deletion whose worker is killed is carried on by a sweep, and nothing else is touched', async () => {
  const moments = ['delete-rows-group-users'];
  const size = { issues: 12, eventsEach: 25 };
  const { swept, left, kept, orphans, audited, deleted } = await deleteUnderFire({ database, bulk }, size, moments);
  expect(deleted).toHaveLength(8);
  expect(swept).toEqual(moments.map(() => 8));
  expect(left).toEqual(deleted.map(() => ({})));
  expect(kept[1]).toEqual(kept[0]);
  expect(orphans).toEqual([]);
  expect(audited).toEqual(deleted);
});
