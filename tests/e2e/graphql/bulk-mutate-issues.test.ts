import { buildGroup, buildGroups } from '../../support/build/group';
import { buildWorld, type World } from '../../support/build/world';
import {
  BulkMutateIssues,
  type BulkMutateIssuesMutation,
  type BulkMutateIssuesMutationVariables,
} from '../../support/client.generated';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database, { limits: { bulkFields: 2 } });

type Answer = BulkMutateIssuesMutation['bulkMutateIssues'];

let world: World;
beforeAll(async () => {
  world = await buildWorld(database);
});

async function mutate(variables: BulkMutateIssuesMutationVariables, { token } = world.token): Promise<Answer> {
  return (await server.ask(BulkMutateIssues, variables, token)).bulkMutateIssues;
}

test('many issues are changed in one call, and the answer shows them as they are now', async () => {
  const groups = await buildGroups(database, 3, { project: world.project });
  const ids = groups.map(({ id }) => id);
  const { operation, applied, issues, userErrors } = await mutate({
    ids,
    input: { status: 'RESOLVED', priority: 'HIGH', assignedTo: { user: world.owner.id } },
  });
  expect(userErrors).toEqual([]);
  expect(operation?.counts).toMatchObject({ requested: 3, changed: 3, unchanged: 0 });
  expect(operation?.outcomes.nodes.map(({ issueId }) => issueId)).toEqual(ids);
  expect(applied).toMatchObject({
    given: ['status', 'priority', 'assignedTo'],
    status: 'RESOLVED',
    priority: 'HIGH',
    assignedTo: { id: world.owner.id },
  });
  expect(issues).toHaveLength(3);
  expect(issues[0]).toMatchObject({ status: 'RESOLVED', substatus: null, priority: 'HIGH', version: 2 });
});

test('S1 an explicit null for ids is refused, an absent one is not the same', async () => {
  const refused = await mutate({ ids: null, input: { status: 'RESOLVED' }, where: { all: true } });
  expect(refused.operation).toBeNull();
  expect(refused.userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['ids'] }]);
  const other = await buildWorld(database);
  await buildGroup(database, { project: other.project });
  const dryRun = { input: { status: 'RESOLVED' }, where: { all: true }, options: { dryRun: true } } as const;
  const { operation } = await mutate(dryRun, other.token);
  expect(operation?.counts).toMatchObject({ requested: 1, changed: 1 });
});

test('assignedTo: absent leaves the assignee, null clears it', async () => {
  const group = await buildGroup(database, { project: world.project, assignee: { userId: world.owner.id } });
  const left = await mutate({ ids: [group.id], input: { priority: 'LOW' } });
  expect(left.issues[0]).toMatchObject({ assignedTo: { id: world.owner.id } });
  const cleared = await mutate({ ids: [group.id], input: { assignedTo: null } });
  expect(cleared.issues[0]).toMatchObject({ assignedTo: null });
  expect(cleared.operation?.outcomes.nodes[0]?.changes).toEqual([
    { attribute: 'assignedTo', before: { type: 'user', id: world.owner.id }, after: null },
  ]);
});

test('two bulk fields in one document each show the issues as they left them', async () => {
  const { id } = await buildGroup(database, { project: world.project });
  const document = `mutation ($ids: [ID!]) {
    first: bulkMutateIssues(ids: $ids, input: { priority: LOW }) { issues { priority version } }
    second: bulkMutateIssues(ids: $ids, input: { priority: HIGH }) { issues { priority version } }
  }`;
  const { data, errors } = await server.graphql<object>(document, { ids: [id] }, world.token.token);
  expect(errors).toEqual([]);
  expect(data).toEqual({
    first: { issues: [{ priority: 'LOW', version: 2 }] },
    second: { issues: [{ priority: 'HIGH', version: 3 }] },
  });
});
