import { buildGroups } from '../../support/build/group';
import { buildOperation } from '../../support/build/operation';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

let world: World;
beforeAll(async () => {
  world = await buildWorld(database);
});

interface Payload {
  readonly operation: Readonly<Record<string, unknown>> | null;
  readonly userErrors: readonly unknown[];
}

async function cancel(id: string): Promise<Payload> {
  const fields = 'id state progress estimatedFinishAt counts { requested changed pending } undoableUntil';
  const { data, errors } = await server.graphql<{ cancelBulkOperation: Payload }>(
    `mutation ($id: ID!) {
       cancelBulkOperation(id: $id) { operation { ${fields} } userErrors { code message field details } }
     }`,
    { id },
    world.token.token,
  );
  expect(errors).toEqual([]);
  return data.cancelBulkOperation;
}

test('A3 O1: a canceled operation tells what it has done, what it never will, and until when it can be undone', async () => {
  const organizationId = world.organization.id;
  const groupIds = (await buildGroups(database, 4, { project: world.project })).map(({ id }) => id);
  const pages = [{ groupIds, firstOrdinal: 1, done: 1, changed: 1 }];
  const id = await buildOperation(database, { organizationId, state: 'RUNNING', pages });
  const { operation, userErrors } = await cancel(id);
  expect(userErrors).toEqual([]);
  expect(operation).toMatchObject({
    ...{ id, state: 'CANCELED', progress: 0.25, estimatedFinishAt: null },
    counts: { requested: 4, changed: 1, pending: 3 },
  });
  expect(Date.parse(String(operation?.['undoableUntil']))).toBeGreaterThan(Date.now());
});

test('A3: what has ended is not cancelable, and what there is not is not found', async () => {
  const done = await buildOperation(database, { organizationId: world.organization.id });
  expect(await cancel(done)).toEqual({
    operation: null,
    userErrors: [
      {
        code: 'NOT_CANCELABLE',
        message: 'This operation has ended already.',
        field: ['id'],
        details: { state: 'COMPLETED' },
      },
    ],
  });
  expect((await cancel('9'.repeat(18))).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
});
