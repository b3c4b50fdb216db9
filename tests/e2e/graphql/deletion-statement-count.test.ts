import { buildGroups } from '../../support/build/group';
import { buildWorld, type World } from '../../support/build/world';
import { labelsOf, mostTablesWritten, useCountedServer } from '../../support/counted-server';
import type { SentStatement } from '../../support/postgres-proxy';
import { useTestDatabase } from '../../support/test-database';

const MOST_STATEMENTS = 35;
/** An undo reads whatever may have changed. */
const MOST_OF_UNDO = 45;
const FIELDS =
  'operation { id counts { changed } outcomes(first: 5) { nodes { status } } } userErrors { code message }';
const DELETE = `mutation ($ids: [ID!]) { answer: deleteIssues(ids: $ids) { ${FIELDS} } }`;
const DISCARD = `mutation ($ids: [ID!]) { answer: bulkMutateIssues(ids: $ids, input: { discard: true }) { ${FIELDS} } }`;
const UNDO = `mutation ($id: ID!) { answer: undoBulkOperation(id: $id) { ${FIELDS} } }`;

interface Answer {
  readonly answer: {
    readonly operation: { readonly id: string; readonly counts: { readonly changed: number } } | null;
    readonly userErrors: readonly unknown[];
  };
}
type Call = readonly [document: string, variables: object];

const database = useTestDatabase();
const { server, transactionOf } = useCountedServer(database);
let world: World;
beforeAll(async () => {
  world = await buildWorld(database);
});

/** What goes over the wire for the call, and the operation's id. */
async function send([document, variables]: Call, count: number): Promise<readonly [readonly SentStatement[], string]> {
  let id = '';
  const transaction = await transactionOf(async () => {
    const { data, errors } = await server.graphql<Answer>(document, { ...variables }, world.token.token);
    const { operation, userErrors } = data.answer;
    expect({ errors, userErrors, changed: operation?.counts.changed }).toEqual({
      ...{ errors: [], userErrors: [], changed: count },
    });
    id = operation?.id ?? '';
  });
  return [transaction, id];
}

/** The statements of a removal of so many issues, of its undo, and of the undo of that. */
async function removeAndBack(document: string, count: number): Promise<readonly (readonly SentStatement[])[]> {
  const groups = await buildGroups(database, count, {
    project: world.project,
    each: (index) => (index % 3 === 2 ? { status: 'IGNORED' } : {}),
  });
  const { organization, project } = world;
  await database.query(
    `insert into group_hashes (organization_id, project_id, hash, group_id, date_added)
     select $1, $2, md5(id::text), id, now() from unnest($3::bigint[]) id`,
    [organization.id, project.id, groups.map(({ id }) => id)],
  );
  const [removal, removalId] = await send([document, { ids: groups.map(({ id }) => id) }], count);
  const [undo, undoId] = await send([UNDO, { id: removalId }], count);
  const [redo] = await send([UNDO, { id: undoId }], count);
  return [removal, undo, redo];
}

test.each([
  ['deleteIssues', DELETE, ['release-hashes', 'insert-deletion-audit', 'add-jobs']],
  ['discard', DISCARD, ['bury-hashes', 'insert-tombstones', 'insert-deletion-audit', 'add-jobs']],
])('A4 %s, its undo and its redo take as many statements for 1,000 issues as for one', async (name, document, own) => {
  const [one, hundred, thousand] = [
    await removeAndBack(document, 1),
    await removeAndBack(document, 100),
    await removeAndBack(document, 1_000),
  ];
  const lengths = one.map(({ length }) => length).join(', ');
  process.stdout.write(`  statements from BEGIN to COMMIT, ${name}, undo, redo: ${lengths}\n`);
  expect(hundred.map(labelsOf)).toEqual(one.map(labelsOf));
  expect(thousand.map(labelsOf)).toEqual(one.map(labelsOf));
  expect(labelsOf(one[0] ?? [])).toEqual(expect.arrayContaining([...own, 'COMMIT']));
  expect(labelsOf(one[1] ?? [])).toEqual(expect.arrayContaining(['take-back-hashes', 'mark-undone', 'COMMIT']));
  expect(one[0]?.length).toBeLessThanOrEqual(MOST_STATEMENTS);
  expect(Math.max(...one.map(({ length }) => length))).toBeLessThanOrEqual(MOST_OF_UNDO);
  for (const transaction of thousand) expect(mostTablesWritten(transaction)).toBeLessThanOrEqual(2);
});
