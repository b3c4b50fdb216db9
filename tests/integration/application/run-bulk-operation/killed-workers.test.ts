import { operationUnderFire } from '../../../support/operation-under-fire';
import { useOwnDatabase } from '../../../support/own-database';

const ISSUES = 2_500;
const database = useOwnDatabase('operation_fire');

it('A3: an operation whose workers are killed goes on where it stopped, and changes every issue exactly once', async () => {
  const moments = ['mark-operation-frozen', 'insert-outcomes', 'record-slice'];
  const { done, versions, record, rows } = await operationUnderFire(database, ISSUES, moments);
  // Neither what was frozen nor what was written is there without the end of its transaction.
  expect(done[0]).toBe(0);
  expect(versions).toEqual([{ version: 2, issues: ISSUES }]);
  expect(record).toEqual({ state: 'COMPLETED', changed: ISSUES, pending: 0, request: null, error: null });
  expect(rows).toEqual({
    ...{ outcomes: ISSUES, issues: ISSUES, lastOrdinal: ISSUES },
    ...{ activities: ISSUES, inboxes: 0, pages: 0 },
  });
});
