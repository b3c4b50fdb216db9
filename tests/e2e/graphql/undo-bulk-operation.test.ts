import { buildGroups } from '../../support/build/group';
import { buildWorld, type World } from '../../support/build/world';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

const OPERATION = `
  id kind dryRun input selection undoableUntil counts { requested changed conflict }
  undoes { id } undoneBy { id }
  outcomes { nodes { issueId status code changes { attribute before after } } }`;
const MUTATE = `mutation ($ids: [ID!], $input: BulkMutateIssuesInput!) {
  bulkMutateIssues(ids: $ids, input: $input) { operation { ${OPERATION} } userErrors { code } }
}`;
const UNDO = `mutation ($id: ID!, $options: BulkMutationOptionsInput) {
  undoBulkOperation(id: $id, options: $options) {
    operation { ${OPERATION} }
    applied { given }
    issues { id status priority isPublic shareId }
    userErrors { code message field issueIds issueCount details }
  }
}`;
const READ = `query ($id: ID!) { bulkOperation(id: $id) { ${OPERATION} } }`;

interface Operation {
  readonly id: string;
  readonly undoableUntil: string | null;
}
interface Payload {
  readonly operation: Operation | null;
  readonly issues: readonly { readonly id: string }[];
  readonly userErrors: readonly { readonly code: string }[];
}

let world: World;
let ids: readonly string[];
beforeEach(async () => {
  world = await buildWorld(database);
  ids = (await buildGroups(database, 3, { project: world.project })).map(({ id }) => id);
});

async function ask<Data>(document: string, variables: object): Promise<Data> {
  const { data, errors } = await server.graphql<Data>(document, { ...variables }, world.token.token);
  expect(errors).toEqual([]);
  return data;
}

async function change(input: object): Promise<Operation> {
  const { bulkMutateIssues } = await ask<{ bulkMutateIssues: Payload }>(MUTATE, { ids, input });
  if (bulkMutateIssues.operation === null) throw new Error(JSON.stringify(bulkMutateIssues.userErrors));
  return bulkMutateIssues.operation;
}

const undo = async (id: string, options?: object): Promise<Payload> =>
  (await ask<{ undoBulkOperation: Payload }>(UNDO, { id, options })).undoBulkOperation;
const read = async (id: string): Promise<Operation> =>
  (await ask<{ bulkOperation: Operation }>(READ, { id })).bulkOperation;

test('U1 U3: a call is undone and redone over HTTP, and the operations name each other', async () => {
  const call = await change({ status: 'RESOLVED', priority: 'HIGH' });
  expect(call).toMatchObject({ kind: 'MUTATE', undoes: null, undoneBy: null });
  const undone = await undo(call.id);
  const [id] = ids;
  expect(undone).toMatchObject({
    userErrors: [],
    applied: null,
    operation: {
      ...{ kind: 'UNDO', dryRun: false, input: null, undoes: { id: call.id }, undoneBy: null },
      selection: { id: call.id, options: { errorPolicy: 'SKIP_INVALID' } },
      counts: { requested: 3, changed: 3, conflict: 0 },
    },
  });
  expect(undone.issues).toEqual(
    ids.map((issue) => ({ id: issue, status: 'UNRESOLVED', priority: 'MEDIUM', isPublic: false, shareId: null })),
  );
  expect(await read(call.id)).toMatchObject({ undoneBy: { id: undone.operation?.id }, undoableUntil: null });

  const redone = await undo(undone.operation?.id ?? '');
  expect(redone).toMatchObject({ userErrors: [], operation: { undoes: { id: undone.operation?.id } } });
  expect(redone.issues[0]).toMatchObject({ id, status: 'RESOLVED', priority: 'HIGH' });
  expect(redone.operation?.undoableUntil).not.toBeNull();
});

test('U1: by default what has changed since is left alone; ALL_OR_NOTHING refuses', async () => {
  const call = await change({ isPublic: true });
  const [first = ''] = ids;
  await ask(MUTATE, { ids: [first], input: { priority: 'LOW' } });
  expect(await undo(call.id, { errorPolicy: 'ALL_OR_NOTHING' })).toMatchObject({
    ...{ operation: null, issues: [] },
    userErrors: [{ code: 'VERSION_CONFLICT', field: ['id'], issueIds: [first], issueCount: 1 }],
  });
  const undone = await undo(call.id, { errorPolicy: null, dryRun: null });
  expect(undone.operation).toMatchObject({ counts: { requested: 3, changed: 2, conflict: 1 } });
  expect(undone.issues).toMatchObject([{ isPublic: true }, { isPublic: false }, { isPublic: false }]);
});

test('U3 U4: what cannot be undone says why', async () => {
  const call = await change({ priority: 'HIGH' });
  const dry = await undo(call.id, { dryRun: true });
  expect(dry.operation).toMatchObject({ dryRun: true, undoes: { id: call.id }, undoableUntil: null });
  expect(await read(call.id)).toMatchObject({ undoneBy: null, undoableUntil: call.undoableUntil });
  const undone = await undo(call.id);
  const { userErrors } = await undo(call.id);
  expect(userErrors).toEqual([
    {
      ...{ code: 'NOT_UNDOABLE', message: 'This operation has been undone already.', field: ['id'] },
      ...{ issueIds: [], issueCount: 0 },
      details: { undoneBy: undone.operation?.id, undoableUntil: call.undoableUntil },
    },
  ]);
  expect((await undo('no id')).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
});

test('I1: the header Idempotency-Key makes an undo safe to repeat', async () => {
  const call = await change({ priority: 'HIGH' });
  const post = async (): Promise<unknown> => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', authorization: `Bearer ${world.token.token}` },
        'idempotency-key': 'undo-once',
      },
      body: JSON.stringify({ query: UNDO, variables: { id: call.id } }),
    });
    return response.json();
  };
  const first = await post();
  expect(first).toMatchObject({ data: { undoBulkOperation: { operation: { kind: 'UNDO' }, userErrors: [] } } });
  expect(await post()).toEqual(first);
});
