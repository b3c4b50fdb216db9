import { buildGroups } from '../../../support/build/group';
import { buildWorld } from '../../../support/build/world';
import { runOperation } from '../../../support/run-operations';
import { useTestDatabase } from '../../../support/test-database';
import { useBulkMutation } from '../../../support/use-bulk-mutation';

const RETRIES = 50;
const database = useTestDatabase();
const bulk = useBulkMutation(database);

test('I1 50 calls with one key at once, before and while the job runs, are one operation with one effect', async () => {
  const world = await buildWorld(database);
  const ids = (await buildGroups(database, 20, { project: world.project })).map(({ id }) => id);
  const options = { mode: 'ASYNC', idempotencyKey: 'once' } as const;
  const call = () => bulk.call(world.token, { ids, input: { status: 'RESOLVED' }, options });
  const retries = (): Promise<string>[] => Array.from({ length: RETRIES }, async () => (await call()).operationId);
  const operations = new Set(await Promise.all(retries()));
  const [operationId = ''] = operations;
  const running = runOperation(database, { organizationId: world.organization.id, operationId });
  const again = new Set(await Promise.all(retries()));
  await running;
  expect([...operations]).toEqual([...again]);
  expect([...again]).toEqual([operationId]);
  const recorded = await database.query('select id, state, changed from bulk_operations where organization_id = $1', [
    world.organization.id,
  ]);
  expect(recorded).toEqual([{ id: operationId, state: 'COMPLETED', changed: 20 }]);
  const versions = await database.query('select distinct version from groups where project_id = $1', [
    world.project.id,
  ]);
  expect(versions).toEqual([{ version: 2 }]);
});
