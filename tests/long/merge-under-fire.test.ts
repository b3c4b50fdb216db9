import { mergeUnderFire } from '../support/merge/merge-under-fire';
import { useOwnDatabase } from '../support/own-database';

const ISSUES = 200;
const EVENTS_EACH = 250;
const database = useOwnDatabase('merge_long_fire');

it('T17: 200 issues with 50,000 events, and workers killed at three moments: everything is there once', async () => {
  const moments = ['move-merged-events', 'move-merged-people', 'finish-merged-groups'];
  const { holdings, swept, ids, end } = await mergeUnderFire(
    database,
    { issues: ISSUES, eventsEach: EVENTS_EACH },
    moments,
  );
  const [before] = holdings;
  expect(before).toMatchObject({ events: '50000 50000', timesSeen: '50000' });
  expect(holdings).toEqual(moments.concat('before', 'after').map(() => before));
  expect(swept).toEqual(moments.map(() => 1));
  expect(end).toEqual([
    {
      ...{ id: ids[0], timesSeen: 50_000, usersSeen: 30, events: 50_000, people: 30 },
      ...{ bookmarks: 7, hashes: ISSUES, redirects: ISSUES - 1 },
    },
  ]);
});
