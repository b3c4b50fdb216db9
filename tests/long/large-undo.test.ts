import { setTimeout as pause } from 'node:timers/promises';
import { buildGroups } from '../support/build/group';
import { buildWorld, type World } from '../support/build/world';
import { ServerProcess } from '../support/server-process';
import { useTestDatabase } from '../support/test-database';

const ISSUES = 50_000;
const OPERATION = `id state progress issuesPerSecond estimatedFinishAt counts { requested changed conflict pending }`;

interface Operation {
  readonly id: string;
  readonly state: string;
  readonly progress: number;
  readonly issuesPerSecond: number | null;
  readonly estimatedFinishAt: string | null;
  readonly counts: {
    readonly requested: number;
    readonly changed: number;
    readonly conflict: number;
    readonly pending: number;
  };
}

const database = useTestDatabase();

let world: World;
let server: ServerProcess;
beforeAll(async () => {
  world = await buildWorld(database);
  for (let built = 0; built < ISSUES; built += 5_000) await buildGroups(database, 5_000, { project: world.project });
  await database.query('analyze groups');
  server = await ServerProcess.start(database.url);
});
afterAll(() => server?.stop());

async function mutate(field: string, variables: object = {}, parameters = ''): Promise<Operation> {
  const name = field.split('(')[0] ?? '';
  const document = `mutation ${parameters} { ${field} { operation { ${OPERATION} } userErrors { code message } } }`;
  const answer = (await server.graphql(document, variables, world.token.token)) as {
    data: Record<string, { operation: Operation | null; userErrors: unknown[] }>;
  };
  expect(answer.data[name]?.userErrors).toEqual([]);
  return answer.data[name]?.operation as Operation;
}

async function read(id: string): Promise<Operation> {
  const document = `query ($id: ID!) { bulkOperation(id: $id) { ${OPERATION} } }`;
  const answer = (await server.graphql(document, { id }, world.token.token)) as { data: { bulkOperation: Operation } };
  return answer.data.bulkOperation;
}

/** Polls it until it is as wanted. */
async function until({ id }: Operation, isWanted: (operation: Operation) => boolean): Promise<Operation> {
  for (;;) {
    const operation = await read(id);
    if (isWanted(operation)) return operation;
    await pause(50);
  }
}

async function versions(): Promise<Record<string, number>> {
  const rows = await database.query<{ version: number; count: number }>(
    `select version, count(*)::integer as count from groups where organization_id = $1 group by version`,
    [world.organization.id],
  );
  return Object.fromEntries(rows.map(({ version, count }) => [version, count]));
}

const ended = ({ state }: Operation): boolean => state !== 'PENDING' && state !== 'RUNNING';
const seconds = (since: number): string => ((performance.now() - since) / 1_000).toFixed(2);

test('A3 U1 U3: of 50,000 issues some are changed before somebody cancels; what is done is undone, and done again', async () => {
  const all = `where: { status: UNRESOLVED }, input: { priority: HIGH }, options: { expectedCount: ${ISSUES} }`;
  const begun = await mutate(`bulkMutateIssues(${all})`);
  const running = await until(begun, ({ counts }) => counts.changed > 0);
  expect(running).toMatchObject({ state: 'RUNNING', counts: { requested: ISSUES } });
  expect(running.issuesPerSecond).toBeGreaterThan(0);
  expect(running.estimatedFinishAt).not.toBeNull();
  const asked = performance.now();
  const canceled = await mutate(`cancelBulkOperation(id: "${begun.id}")`);
  process.stdout.write(`  canceled after ${seconds(asked)} s: ${JSON.stringify(canceled)}\n`);
  const { changed, pending } = canceled.counts;
  expect(canceled).toMatchObject({ state: 'CANCELED', progress: changed / ISSUES });
  expect(pending).toBe(ISSUES - changed);
  expect(pending).toBeGreaterThan(0);
  // Nobody goes on: other jobs of the operation have had time for many transactions.
  await pause(3_000);
  expect(await versions()).toEqual({ 1: pending, 2: changed });

  const rest = await until(await mutate(`bulkMutateIssues(${all})`), ended);
  expect(rest).toMatchObject({ state: 'COMPLETED', progress: 1, counts: { requested: ISSUES, pending: 0 } });
  expect(await versions()).toEqual({ 2: ISSUES });
  process.stdout.write(`  the rest: ${JSON.stringify(rest)}\n`);
  const undone = await until(await mutate(`undoBulkOperation(id: "${begun.id}")`), ended);
  expect(undone).toMatchObject({ state: 'COMPLETED', counts: { requested: changed, changed, conflict: 0 } });
  process.stdout.write(`  the undo: ${JSON.stringify(undone)}\n`);
  const again = await until(await mutate(`undoBulkOperation(id: "${undone.id}")`), ended);
  expect(again.counts).toMatchObject({ requested: changed, changed, conflict: 0 });
  const back = await until(await mutate(`undoBulkOperation(id: "${rest.id}")`), ended);
  process.stdout.write(`  the undo of the rest: ${JSON.stringify(back)}\n`);
  expect(back.counts).toMatchObject({ requested: pending, changed: pending, conflict: 0 });
  expect(await versions()).toEqual({ 3: pending, 4: changed });
});
