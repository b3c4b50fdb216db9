import { Client } from 'pg';
import { buildGroups } from '../../support/build/group';
import { buildWorld, type World } from '../../support/build/world';
import { useBulkMutation } from '../../support/use-bulk-mutation';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const bulk = useBulkMutation(database);

let listener: Client;
let payloads: string[];
let world: World;
beforeAll(async () => {
  listener = new Client({ connectionString: database.url });
  await listener.connect();
  listener.on('notification', ({ payload = '' }) => payloads.push(payload));
  await listener.query('listen muster_outbox');
});
afterAll(() => listener?.end());
beforeEach(async () => {
  world = await buildWorld(database);
  payloads = [];
});

/** What was heard of the organization: a statement of the listener ends after everything committed before has come. */
async function heard(): Promise<string[]> {
  await listener.query('select');
  return payloads.filter((payload) => payload.startsWith(`${world.organization.id}:`));
}

test('one notification a call, however many issues and messages, with the first and the last id', async () => {
  const groups = await buildGroups(database, 300, { project: world.project });
  const ids = groups.map(({ id }) => id);
  await bulk.call(world.token, { ids, input: { status: 'RESOLVED', assignedTo: { user: world.owner.id } } });
  const messages = await database.query<{ id: string }>(
    'select id from outbox_messages where organization_id = $1 order by id',
    [world.organization.id],
  );
  expect(messages.length).toBeGreaterThan(1);
  expect(await heard()).toEqual([`${world.organization.id}:${messages[0]?.id}:${messages.at(-1)?.id}`]);
});

test('none of what is refused or rehearsed', async () => {
  const [group] = await buildGroups(database, 1, { project: world.project });
  const ids = [group?.id ?? ''];
  await bulk.call(world.token, { ids, input: { status: 'RESOLVED' }, options: { dryRun: true } });
  await bulk.call(world.token, { ids: [...ids, '1'], input: { status: 'RESOLVED' }, options: { expectedCount: 9 } });
  expect(await heard()).toEqual([]);
});
