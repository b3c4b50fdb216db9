import { mergeUnderFire } from '../../../support/merge/merge-under-fire';
import { useOwnDatabase } from '../../../support/own-database';

const ISSUES = 12;
const EVENTS_EACH = 25;
const database = useOwnDatabase('merge_fire');

it('T17: a merge whose workers are killed is carried on by a sweep, and everything is there once', async () => {
  const moments = ['move-merged-events', 'finish-merged-groups'];
  const { holdings, swept, ids, end } = await mergeUnderFire(
    database,
    { issues: ISSUES, eventsEach: EVENTS_EACH },
    moments,
  );
  const [before] = holdings;
  expect(before).toMatchObject({ events: '300 300', timesSeen: '300' });
  expect(holdings).toEqual(moments.concat('before', 'after').map(() => before));
  expect(swept).toEqual(moments.map(() => 1));
  expect(end).toEqual([
    {
      ...{ id: ids[0], timesSeen: 300, usersSeen: 30, events: 300, people: 30 },
      ...{ bookmarks: 7, hashes: ISSUES, redirects: ISSUES - 1 },
    },
  ]);
});
