import { setTimeout as delay } from 'node:timers/promises';
import { MergeGroups } from '../../src/application/merge-groups/merge-groups.handler';
import { findOverdueMerges } from '../../src/persistence/read/find-merges';
import { buildWorld } from '../support/build/world';
import { BALANCE, BALANCED } from '../support/fire/balance';
import { Fleet } from '../support/fire/fleet';
import { Traffic } from '../support/fire/traffic';
import { useOwnDatabase } from '../support/own-database';

const MINUTES = 2;
const PAUSE_MS = 3_000;
const SENDERS = 6;
const names = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${prefix}-${n}`);
const CHANGED = names('changed', 20);
const MERGED = names('merged', 10);

const database = useOwnDatabase('servers_under_fire');
let fleet: Fleet;
afterAll(() => fleet?.stop());

async function issueIds(organizationId: string, prefix: string): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `select distinct e.group_id as id from events e
     where e.organization_id = $1 and e.payload -> 'fingerprint' ->> 0 like $2 || '-%' order by id`,
    [organizationId, prefix],
  );
  return rows.map(({ id }) => id);
}

it('two servers and two workers, one killed every few seconds: nothing accepted is lost, and nothing happens twice', async () => {
  const world = await buildWorld(database);
  const organizationId = world.organization.id;
  fleet = new Fleet(database.url, { MUSTER_UNDO_WINDOW_SECONDS: '1' });
  await fleet.start();
  const traffic = new Traffic(fleet, world);
  const senders = Array.from({ length: SENDERS }, (_, sender) => traffic.sendEvents([...CHANGED, ...MERGED], sender));
  while (traffic.accepted.length < 500) await delay(50);
  const [changed, merged] = [await issueIds(organizationId, 'changed'), await issueIds(organizationId, 'merged')];
  const mutations = [
    traffic.mutate(changed, [{ status: 'RESOLVED' }, { status: 'UNRESOLVED', priority: 'LOW' }]),
    traffic.mutate([...changed].reverse(), [{ priority: 'HIGH' }, { status: 'RESOLVED' }, { inbox: false }], 20),
  ];
  for (let fire = 0; fire < (MINUTES * 60_000) / PAUSE_MS; fire += 1) {
    if (fire % 8 === 4) await traffic.mutateOnce(merged.slice(0, fire / 8 + 2), { merge: true });
    await delay(PAUSE_MS);
    await fleet.replaceNext();
  }
  traffic.end();
  await Promise.all([...senders, ...mutations]);
  await finishMerges();

  process.stdout.write(
    `  ${fleet.killed} killed, ${traffic.accepted.length} events, ${traffic.operations.size} operations\n`,
  );
  expect(traffic.surprises).toEqual([]);
  const lost = await database.query<{ id: string }>(
    `select id from unnest($2::uuid[]) as accepted (id)
     where not exists (select from events e where e.organization_id = $1 and e.event_id = accepted.id)`,
    [organizationId, traffic.accepted],
  );
  expect(lost).toEqual([]);
  expect(fleet.killed).toBeGreaterThan(0);
  expect(await happened(organizationId)).toEqual({ resolved: true, reopened: true, regressed: true, merged: true });
  const balances = await database.query(BALANCE, [organizationId]);
  expect(balances).toEqual(balances.map(() => BALANCED));
  const operations = await database.query<{ key: string; id: string }>(
    `select selection -> 'options' ->> 'idempotencyKey' as key, id::text from bulk_operations where organization_id = $1`,
    [organizationId],
  );
  expect(operations).toHaveLength(traffic.operations.size);
  expect(new Map(operations.map(({ key, id }) => [key, id]))).toEqual(traffic.operations);
});

/** Whether there was anything that could have happened twice, or been lost. */
async function happened(organizationId: string): Promise<unknown> {
  const [row] = await database.query(
    `select bool_or(type = 'SET_RESOLVED') as resolved, bool_or(type = 'SET_UNRESOLVED') as reopened,
       bool_or(type = 'SET_REGRESSION') as regressed,
       exists (select from group_redirects where organization_id = $1 and merged_at is not null) as merged
     from activities where organization_id = $1`,
    [organizationId],
  );
  return row;
}

/** What a dead worker has left is late for the sweep only in minutes; so long the test does not wait. */
async function finishMerges(): Promise<void> {
  const { unitOfWork } = database;
  const merges = new MergeGroups({ unitOfWork, clock: () => new Date() });
  for (;;) {
    const soon = new Date(Date.now() + 60_000);
    const unfinished = await unitOfWork.transaction((tx) => findOverdueMerges(tx, soon));
    if (unfinished.length === 0) return;
    // One whose window is still open, or which a worker is at, is there the next time.
    for (const operation of unfinished) await merges.execute(operation);
    await delay(200);
  }
}
