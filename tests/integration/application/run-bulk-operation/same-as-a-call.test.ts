import type { MutationInput } from '../../../../src/domain/attributes/read-input';
import { buildGroups } from '../../../support/build/group';
import { buildRelease } from '../../../support/build/release';
import { buildWorld, type World } from '../../../support/build/world';
import { issueRows } from '../../../support/issue-rows';
import { runOperation } from '../../../support/run-operations';
import { useTestDatabase } from '../../../support/test-database';
import { statusesOf, useBulkMutation, type BulkAnswer } from '../../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);
const NOW = new Date('2027-03-01T12:00:00.000Z');
const BEFORE = new Date('2027-02-01T12:00:00.000Z');

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
  bulk.now = NOW;
  await database.query('update users set self_assign_on_resolve = true where id = $1', [world.owner.id]);
});

/** Equal issues in every sort of state. */
async function build(): Promise<string[]> {
  const groups = await buildGroups(database, 6, {
    project: world.project,
    firstSeen: BEFORE,
    each: (n) =>
      [
        {},
        { status: 'RESOLVED' as const, substatus: null, resolvedAt: BEFORE },
        { status: 'IGNORED' as const, snooze: { count: 7, timesSeenBaseline: 0 }, inbox: null },
        { assignee: { teamId: world.team.id }, subscriptions: [{ userId: world.owner.id }] },
        { category: 'METRIC' as const, priority: null },
        { status: 'REPROCESSING' as const, substatus: null },
      ][n] ?? {},
  });
  return groups.map(({ id }) => id);
}

const PRIVATE = new Set([
  'id',
  'issueId',
  'operationId',
  'resolutionActivityId',
  'group_id',
  'short_id',
  'title',
  'operation_id',
  'uuid',
  'resolution_activity_id',
]);

/** What is stored of the issues, without what names the one or the other. */
async function left(ids: readonly string[]): Promise<unknown> {
  const rows = await Promise.all(ids.map((id) => issueRows(database, { id })));
  return JSON.parse(JSON.stringify(rows, (key, value: unknown) => (PRIVATE.has(key) ? undefined : value)));
}

const told = ({ outcomes, counts }: BulkAnswer): unknown =>
  JSON.parse(
    JSON.stringify({ counts, outcomes }, (key, value: unknown) =>
      PRIVATE.has(key) || key === 'activityId' ? undefined : value,
    ),
  );

const INPUTS: readonly (readonly [string, MutationInput])[] = [
  ['resolve and assign by itself', { status: 'RESOLVED' }],
  ['in the next release', { status: 'RESOLVED', statusDetails: { inNextRelease: true } }],
  ['in a future release', { status: 'RESOLVED', statusDetails: { inFutureRelease: 'shop@9.0.0' } }],
  ['reopen', { status: 'UNRESOLVED' }],
  ['archive for a while', { status: 'IGNORED', statusDetails: { ignoreDuration: 30 } }],
  ['archive until it escalates', { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING' }],
  [
    'archive until counts',
    { status: 'IGNORED', statusDetails: { ignoreCount: 3, ignoreUserCount: 2, ignoreUserWindow: 60 } },
  ],
  ['substatus alone', { substatus: 'ONGOING' }],
  [
    'everything else',
    { priority: 'HIGH', assignedTo: null, hasSeen: true, isBookmarked: true, isSubscribed: false, inbox: true },
  ],
];

describe('A3 A4 a job does to each issue what a call does', () => {
  test.each(INPUTS)('A4 %s', async (_, input) => {
    await buildRelease(database, 'shop@1.0.0', { projects: [world.project], dateAdded: BEFORE });
    const [waited, queued] = [await build(), await build()];
    const options = { errorPolicy: 'SKIP_INVALID' } as const;
    const call = await bulk.call(world.token, { ids: waited, input, options });
    const asked = await bulk.call(world.token, { ids: queued, input, options: { ...options, mode: 'ASYNC' } });
    const key = { organizationId: world.organization.id, operationId: asked.operationId };
    await runOperation(database, key, { clock: () => NOW });
    const job = await bulk.read(asked.operationId);
    expect(statusesOf(job)).toEqual(statusesOf(call));
    expect(told(job)).toEqual(told(call));
    expect(await left(queued)).toEqual(await left(waited));
    expect(job.record['undoable_until']).toEqual(call.record['undoable_until']);
  });
});
