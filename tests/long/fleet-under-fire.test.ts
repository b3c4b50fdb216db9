import { setTimeout as delay } from 'node:timers/promises';
import { buildWorld, type World } from '../support/build/world';
import { Fleet } from '../support/fire/fleet';
import { RepeatingClients } from '../support/fire/repeating-clients';
import { buildMany, doneOf, endOf, standStill } from '../support/operation-under-fire';
import { useOwnDatabase } from '../support/own-database';
import { PostgresProxy } from '../support/postgres-proxy';

const ISSUES = 200_000;
const CLIENTS = 5;
const LONGEST_MS = 40 * 60_000;
/** When everything is killed: in a transaction that has so far, once so many issues are done. */
const MOMENTS = [
  ['insert-pending-operation', 0],
  ['read-bulk-operations', 0],
  ['freeze-search', 0],
  ['mark-operation-frozen', 0],
  ['claim-slice', 0],
  ['update-groups', 20_000],
  ['insert-outcomes', 60_000],
  ['record-slice', 100_000],
  ['COMMIT', 140_000],
  ['fold-operation-pages', 0],
] as const;

const database = useOwnDatabase('fleet_under_fire');
let fleet: Fleet;
let proxy: PostgresProxy;
let clients: RepeatingClients;
afterAll(async () => {
  await clients?.end();
  await fleet?.stop();
  await proxy?.close();
});

async function startFleet(): Promise<void> {
  proxy = await PostgresProxy.start(database.url);
  fleet = new Fleet(proxy.url, {});
  await fleet.start();
}

/** Servers and workers at once, and all that they had open. */
async function killFleet(): Promise<void> {
  await fleet.stop();
  await proxy.close();
}

async function operationIds({ organization }: World): Promise<readonly string[]> {
  const rows = await database.query<{ id: string }>('select id from bulk_operations where organization_id = $1', [
    organization.id,
  ]);
  return rows.map(({ id }) => id);
}

async function until(isReached: () => Promise<boolean>): Promise<void> {
  while (!(await isReached())) await delay(50);
}

it(
  'A3 I1: 200,000 issues, servers and workers killed together at ten moments, clients that ask again: each issue is changed once',
  async () => {
    const world = await buildWorld(database);
    await buildMany(database, world, ISSUES);
    await startFleet();
    clients = new RepeatingClients(() => fleet, world.token.token, CLIENTS);
    const done: number[] = [];
    for (const [moment, progress] of MOMENTS) {
      const [id = '0'] = await operationIds(world);
      await until(async () => (await doneOf(database, id)) >= progress);
      await proxy.hold(moment, 'answer');
      await killFleet();
      const [operation = '0'] = await operationIds(world);
      done.push(await doneOf(database, operation));
      // The sweep then comes with the next minute, and not with the one after it.
      await standStill(database, operation);
      await startFleet();
    }
    const [operationId = ''] = await operationIds(world);
    await until(async () => {
      const [row] = await database.query<{ state: string }>('select state from bulk_operations where id = $1', [
        operationId,
      ]);
      return row?.state === 'COMPLETED';
    });
    await clients.end();
    process.stdout.write(
      `  done at the kills: ${done.join(' ')}; ${clients.lost} answers lost, ${clients.heard} heard\n`,
    );

    expect(await operationIds(world)).toEqual([operationId]);
    expect({ answers: [...clients.answers], surprises: clients.surprises }).toEqual({
      ...{ answers: [operationId], surprises: [] },
    });
    expect(clients.lost).toBeGreaterThan(0);
    // What was frozen or written is there only with the end of its transaction.
    expect(done.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(done[8]).toBeLessThan(ISSUES);
    expect(done[9]).toBe(ISSUES);
    const { versions, record, rows } = await endOf(database, world.organization.id, operationId);
    expect(versions).toEqual([{ version: 2, issues: ISSUES }]);
    expect(record).toEqual({ state: 'COMPLETED', changed: ISSUES, pending: 0, request: null, error: null });
    expect(rows).toEqual({
      ...{ outcomes: ISSUES, issues: ISSUES, lastOrdinal: ISSUES },
      ...{ activities: ISSUES, inboxes: 0, pages: 0 },
    });
  },
  LONGEST_MS,
);
