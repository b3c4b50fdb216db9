import { buildGroups } from '../../support/build/group';
import { buildOperation } from '../../support/build/operation';
import { buildToken } from '../../support/build/token';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { Subscriber } from '../../support/subscriber';
import { useTestDatabase } from '../../support/test-database';
import { useBulkMutation } from '../../support/use-bulk-mutation';
import { until } from '../../support/until';

const database = useTestDatabase();
const server = useHttpServer(database, { live: true });
const bulk = useBulkMutation(database);

interface Progress {
  readonly bulkOperationProgress: {
    readonly state: string;
    readonly progress: number;
    readonly counts: { readonly changed: number; readonly pending: number };
  };
}

const FOLLOW = `subscription ($id: ID!) {
  bulkOperationProgress(id: $id) { state progress counts { changed pending } }
}`;

let world: World;
let subscriber: Subscriber;
beforeEach(async () => {
  world = await buildWorld(database);
  subscriber = new Subscriber(server, world.token.token);
});
afterEach(() => subscriber.close());

/** As a worker does at the end of a chunk: the record and the notification are committed together. */
async function advance(
  id: string,
  row: { readonly state: string; readonly changed: number; readonly pending: number },
) {
  const finished = row.state === 'RUNNING' ? null : new Date();
  await database.query(
    `with changed as (
       update bulk_operations set state = $2, changed = $3, pending = $4, finished_at = $5 where id = $1
       returning organization_id, id
     )
     select pg_notify('muster_operations', organization_id || ':' || id) from changed`,
    [id, row.state, row.changed, row.pending, finished],
  );
}

test('an operation that has ended is told once, and that is all', async () => {
  const [group] = await buildGroups(database, 1, { project: world.project });
  const { operationId } = await bulk.call(world.token, { ids: [group?.id ?? ''], input: { status: 'RESOLVED' } });
  const followed = subscriber.follow<Progress>(FOLLOW, { id: operationId });
  await until(() => followed.completed);
  expect(followed.errors).toEqual([]);
  expect(followed.events).toEqual([
    { bulkOperationProgress: { state: 'COMPLETED', progress: 1, counts: { changed: 1, pending: 0 } } },
  ]);
});

test('one that runs is told as it is, then each time that it has come further, until it has ended', async () => {
  const id = await buildOperation(database, { organizationId: world.organization.id, state: 'RUNNING' });
  await advance(id, { state: 'RUNNING', changed: 0, pending: 4 });
  const followed = subscriber.follow<Progress>(FOLLOW, { id });
  const heard = (count: number) => until(() => followed.events.length === count);
  await heard(1);
  await advance(id, { state: 'RUNNING', changed: 1, pending: 3 });
  await heard(2);
  await advance(id, { state: 'RUNNING', changed: 3, pending: 1 });
  await heard(3);
  expect(followed.completed).toBe(false);
  await advance(id, { state: 'COMPLETED', changed: 4, pending: 0 });
  await until(() => followed.completed);
  expect(
    followed.events.map(({ bulkOperationProgress: { state, progress } }) => `${state} ${String(progress)}`),
  ).toEqual(['RUNNING 0', 'RUNNING 0.25', 'RUNNING 0.75', 'COMPLETED 1']);
});

test('without a notification it is told all the same, only later', async () => {
  const id = await buildOperation(database, { organizationId: world.organization.id, state: 'RUNNING' });
  await database.query('update bulk_operations set finished_at = null where id = $1', [id]);
  const followed = subscriber.follow<Progress>(FOLLOW, { id });
  await until(() => followed.events.length === 1);
  await database.query(`update bulk_operations set state = 'FAILED', finished_at = now() where id = $1`, [id]);
  await until(() => followed.completed);
  expect(followed.events.map(({ bulkOperationProgress: { state } }) => state)).toEqual(['RUNNING', 'FAILED']);
});

test('an operation of another organization is as unknown as one that does not exist', async () => {
  const stranger = await buildToken(database);
  const id = await buildOperation(database, { organizationId: stranger.organizationId ?? '' });
  const [foreign, unknown, malformed] = [id, '999999999999', 'x'].map((each) =>
    subscriber.follow(FOLLOW, { id: each }),
  );
  await until(() => [foreign, unknown, malformed].every((one) => one?.completed));
  expect(foreign?.errors[0]).toMatchObject({ extensions: { code: 'NOT_FOUND' }, path: ['bulkOperationProgress'] });
  expect(unknown?.errors).toEqual(foreign?.errors);
  expect(malformed?.errors).toEqual(foreign?.errors);
});

test('a token without event:read is refused', async () => {
  const id = await buildOperation(database, { organizationId: world.organization.id });
  const organizationId = world.organization.id;
  const token = await buildToken(database, { organizationId, userId: world.owner.id, scopes: ['org:admin'] });
  const other = new Subscriber(server, token.token);
  const followed = other.follow(FOLLOW, { id });
  await until(() => followed.completed);
  await other.close();
  expect(followed.errors.map(({ extensions }) => extensions.code)).toEqual(['PERMISSION_DENIED']);
});
