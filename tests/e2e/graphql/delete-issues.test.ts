import { buildWorld, type World } from '../../support/build/world';
import { documentOf } from '../../support/call-field';
import { runDeletions } from '../../support/deletions';
import { useHttpServer } from '../../support/http-server';
import { useTestDatabase } from '../../support/test-database';

const database = useTestDatabase();
const server = useHttpServer(database);

let world: World;
beforeEach(async () => {
  world = await buildWorld(database);
});

/** The error that an SDK sends again and again. */
const ERROR = { exception: { values: [{ type: 'ZeroDivisionError', value: 'division by zero' }] }, platform: 'python' };

async function send(): Promise<number> {
  const { project } = world;
  const response = await fetch(`${server.url}/api/${project.id}/store/`, {
    method: 'POST',
    headers: { 'x-sentry-auth': `Sentry sentry_key=${project.publicKey}, sentry_version=7` },
    body: JSON.stringify(ERROR),
  });
  return response.status;
}

interface Answer {
  readonly operation: {
    readonly id: string;
    readonly kind: string;
    readonly input: object | null;
    readonly undoableUntil: string | null;
    readonly outcomes: { readonly nodes: readonly { readonly status: string; readonly issue: object | null }[] };
  } | null;
  readonly applied: { readonly given: readonly string[]; readonly discard: boolean | null } | null;
  readonly issues: readonly { readonly id: string }[];
  readonly userErrors: readonly { readonly code: string }[];
}

const ANSWER = `operation { id kind input undoableUntil outcomes { nodes { status issue { id } } } }
  applied { given discard } issues { id } userErrors { code message field }`;

async function call<Data = Answer>(name: string, variables: object, selection = ANSWER): Promise<Data> {
  const answer = await server.graphql<Record<string, Data>>(
    documentOf(name, selection),
    { ...variables },
    world.token.token,
  );
  expect(answer.errors).toEqual([]);
  const data = answer.data[name.split('.')[1] ?? ''];
  if (data === undefined) throw new Error(`${name} answered nothing`);
  return data;
}

async function issueIds(): Promise<readonly string[]> {
  const place = { organization: world.organization.slug, query: '' };
  const { nodes } = await call<{ nodes: { id: string }[] }>('Query.issues', place, 'nodes { id }');
  return nodes.map(({ id }) => id);
}

interface Tombstones {
  readonly totalCount: number;
  readonly nodes: readonly { readonly id: string; readonly droppedEvents: number }[];
}

function tombstones(): Promise<Tombstones> {
  return call<Tombstones>(
    'Query.tombstones',
    { organization: world.organization.slug, project: world.project.slug },
    'totalCount nodes { id previousIssueId title culprit level droppedEvents project { slug } actor { id } }',
  );
}

it('discards: the same error again makes no issue and is counted, until the tombstone is deleted', async () => {
  await send();
  const [id = ''] = await issueIds();
  const answer = await call('Mutation.bulkMutateIssues', { ids: [id], input: { discard: true } });
  expect(answer).toMatchObject({
    operation: { kind: 'MUTATE', input: { discard: true }, outcomes: { nodes: [{ status: 'CHANGED', issue: null }] } },
    applied: { given: ['discard'], discard: true },
    ...{ issues: [], userErrors: [] },
  });
  expect([await send(), await send()]).toEqual([200, 200]);
  await runDeletions(database, answer.operation?.id ?? '');
  expect([await send(), await issueIds()]).toEqual([200, []]);
  const { totalCount, nodes } = await tombstones();
  expect([totalCount, nodes]).toEqual([
    1,
    [
      expect.objectContaining({
        ...{ previousIssueId: id, title: 'ZeroDivisionError: division by zero', level: 'ERROR', droppedEvents: 3 },
        ...{ project: { slug: world.project.slug }, actor: { id: world.owner.id } },
      }),
    ],
  ]);
  const given = { id: nodes[0]?.id };
  const selection = 'deletedId userErrors { code field }';
  expect(await call('Mutation.deleteTombstone', given, selection)).toEqual({ deletedId: given.id, userErrors: [] });
  expect(await call('Mutation.deleteTombstone', given, selection)).toEqual({
    ...{ deletedId: null, userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] },
  });
  expect((await tombstones()).totalCount).toBe(0);
  await send();
  expect(await issueIds()).toHaveLength(1);
});

it('deletes: the same error again makes a new issue, before and after the rows are gone', async () => {
  await send();
  const [id = ''] = await issueIds();
  const answer = await call('Mutation.deleteIssues', { ids: [id] });
  expect(answer).toMatchObject({
    operation: { kind: 'DELETE', input: null, undoableUntil: expect.any(String) as string },
    applied: { given: [], discard: null },
    ...{ issues: [], userErrors: [] },
  });
  await send();
  const [next, ...others] = await issueIds();
  expect([others, next === id]).toEqual([[], false]);
  await runDeletions(database, answer.operation?.id ?? '');
  expect(await issueIds()).toEqual([next]);
  const gone = await database.query('select from groups where id = $1', [id]);
  expect(gone).toEqual([]);
});

it('undoes a deletion over HTTP: the issue is there again', async () => {
  await send();
  const ids = await issueIds();
  const { operation } = await call('Mutation.deleteIssues', { ids });
  expect(await issueIds()).toEqual([]);
  const undone = await call('Mutation.undoBulkOperation', { id: operation?.id });
  expect(undone).toMatchObject({ operation: { kind: 'UNDO' }, issues: [{ id: ids[0] }], userErrors: [] });
  await send();
  expect(await issueIds()).toEqual(ids);
});

it('pages through tombstones, newest first', async () => {
  await send();
  for (const round of [1, 2, 3]) {
    // One issue after the other has the fingerprint.
    const ids = await issueIds();
    await call('Mutation.bulkMutateIssues', { ids, input: { discard: true } });
    const { nodes } = await tombstones();
    expect(nodes).toHaveLength(round);
    await database.query('delete from group_hashes where tombstone_id = $1', [nodes[0]?.id]);
    await send();
  }
  const place = { organization: world.organization.slug, project: world.project.slug };
  const selection = 'nodes { id } pageInfo { hasNextPage endCursor }';
  interface Page {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  }
  const first = await call<Page>('Query.tombstones', { ...place, first: 2 }, selection);
  const second = await call<Page>(
    'Query.tombstones',
    { ...place, first: 2, after: first.pageInfo.endCursor },
    selection,
  );
  const ids = [...first.nodes, ...second.nodes].map(({ id }) => Number(id));
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  expect([ids.length, first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([3, true, false]);
});
