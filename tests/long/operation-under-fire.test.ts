import { operationUnderFire } from '../support/operation-under-fire';
import { useOwnDatabase } from '../support/own-database';

const ISSUES = 200_000;
const database = useOwnDatabase('operation_long_fire');

it('A3: 200,000 issues, and workers killed at ten moments: every issue is changed exactly once', async () => {
  const moments = [
    ...['start-operations', 'freeze-search', 'mark-operation-frozen', 'claim-slice', 'lock-groups'],
    ...['update-groups', 'insert-outcomes', 'record-slice', 'insert-outcomes', 'record-slice'],
  ];
  const { done, versions, record, rows } = await operationUnderFire(database, ISSUES, moments);
  expect(done.slice(0, 3)).toEqual([0, 0, 0]);
  expect(versions).toEqual([{ version: 2, issues: ISSUES }]);
  expect(record).toEqual({ state: 'COMPLETED', changed: ISSUES, pending: 0, request: null, error: null });
  expect(rows).toEqual({
    ...{ outcomes: ISSUES, issues: ISSUES, lastOrdinal: ISSUES },
    ...{ activities: ISSUES, inboxes: 0, pages: 0 },
  });
});
