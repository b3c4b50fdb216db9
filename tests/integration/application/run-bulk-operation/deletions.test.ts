import { QueueDeletions } from '../../../../src/application/delete-groups/queue-deletions.handler';
import { buildGroups } from '../../../support/build/group';
import { buildWorld, type World } from '../../../support/build/world';
import { callerOf } from '../../../support/bulk-mutation';
import { runOperation } from '../../../support/run-operations';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation } from '../../../support/use-bulk-mutation';

const database = useTestDatabase();
const bulk = useBulkMutation(database);
const WINDOW_MS = 60_000;

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

interface Jobs {
  readonly [name: string]: number;
}

async function jobsOf(operationId: string): Promise<Jobs> {
  const rows = await database.query<{ name: string; issues: number }>(
    `select t.identifier as name, coalesce(sum(json_array_length(j.payload->'groupIds')), count(*))::integer as issues
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where j.payload->>'operationId' = $1 and t.identifier in ('delete-groups', 'queue-deletions')
     group by t.identifier`,
    [operationId],
  );
  return Object.fromEntries(rows.map(({ name, issues }) => [name, issues]));
}

test.each([
  ['a deletion', false],
  ['a discard', true],
])('U2: %s by a job can be undone for a window that begins with its end', async (_, discards) => {
  const ids = (await buildGroups(database, 3, { project: world.project })).map(({ id }) => id);
  const options = { mode: 'ASYNC' } as const;
  const asked = discards
    ? await bulk.call(world.token, { ids, input: { discard: true }, options })
    : await bulk.delete(world.token, { ids, options });
  const { operationId } = asked;
  const key = { organizationId: world.organization.id, operationId };
  await runOperation(database, key);
  const done = await bulk.read(operationId);
  const until = done.record['undoable_until'] as Date;
  expect(until.getTime() - (done.record['finished_at'] as Date).getTime()).toBe(WINDOW_MS);
  expect(await jobsOf(operationId)).toEqual({ 'queue-deletions': 1 });

  const queue = (now: Date): Promise<void> =>
    new QueueDeletions({ unitOfWork: database.unitOfWork, clock: () => now, pageSize: 2 }).execute(key);
  await queue(new Date(until.getTime() - 1));
  expect(await jobsOf(operationId)).toEqual({ 'queue-deletions': 1 });
  expect((await bulk.undo(world.token, operationId)).counts).toEqual({ changed: 3 });
  await queue(until);
  expect(await jobsOf(operationId)).toEqual({ 'queue-deletions': 1 });

  const again = await bulk.delete(world.token, { ids, options });
  await runOperation(database, { ...key, operationId: again.operationId });
  const end = new Date(Date.now() + 2 * WINDOW_MS);
  const dependencies = { unitOfWork: database.unitOfWork, clock: () => end, pageSize: 2 };
  await new QueueDeletions(dependencies).execute({ ...key, operationId: again.operationId });
  expect(await jobsOf(again.operationId)).toEqual({ 'queue-deletions': 1, 'delete-groups': 3 });
  const due = await database.query('select distinct due_at from group_deletions where operation_id = $1', [
    again.operationId,
  ]);
  expect(due).toEqual([{ due_at: end }]);
});

test('U2 U4: an undo that was canceled does not shorten the window, nor does a deletion begin before its end', async () => {
  const ids = (await buildGroups(database, 3, { project: world.project })).map(({ id }) => id);
  const { operationId } = await bulk.delete(world.token, { ids });
  const until = (await bulk.read(operationId)).record['undoable_until'] as Date;
  const undo = await bulk.undo(world.token, operationId, { mode: 'ASYNC' });
  const caller = await callerOf(database.unitOfWork, world.token);
  await bulk.application.cancelBulkOperation.execute(caller, undo.operationId);
  const [job] = await database.query(`select run_at from graphile_worker.jobs where key = $1`, [
    `queue-deletions:${world.organization.id}:${operationId}`,
  ]);
  expect(job).toEqual({ run_at: until });
  expect((await bulk.undo(world.token, operationId)).counts).toEqual({ changed: 3 });
});
