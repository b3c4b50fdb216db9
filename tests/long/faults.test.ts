import { setTimeout as delay } from 'node:timers/promises';
import { buildWorld, type World } from '../support/build/world';
import { BALANCE, BALANCED } from '../support/fire/balance';
import { FAULTS, type Fault } from '../support/faults/faults';
import { Load } from '../support/faults/load';
import { OwnCluster } from '../support/faults/own-cluster';
import { openTestDatabase, Site } from '../support/faults/site';
import { orphansOf } from '../support/orphans';
import type { TestDatabase } from '../support/test-database';

const names = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${prefix}-${n}`);
/** Issues to which events come while they are changed. */
const BUSY = names('busy', 6);
/** Issues that are only changed, so that it can be told how often. */
const QUIET = names('quiet', 30);
const LONGEST_RECOVERY_MS = 120_000;

const isRoot = process.getuid?.() === 0;

async function issueIds(database: TestDatabase, { organization }: World): Promise<string[]> {
  const rows = await database.query<{ id: string }>('select id from groups where organization_id = $1 order by id', [
    organization.id,
  ]);
  return rows.map(({ id }) => id);
}

/** What was promised and is not there, and what happened twice. */
async function damages(database: TestDatabase, { organization: { id } }: World, load: Load): Promise<unknown> {
  const lost = await database.query(
    `select id from unnest($2::uuid[]) as accepted (id)
     where (select count(*) from events e where e.organization_id = $1 and e.event_id = accepted.id) <> 1`,
    [id, `{${load.accepted.join(',')}}`],
  );
  const operations = await database.query<{ key: string; id: string }>(
    `select selection -> 'options' ->> 'idempotencyKey' as key, id::text from bulk_operations where organization_id = $1`,
    [id],
  );
  const balances = await database.query<object>(BALANCE, [id]);
  const versions = await database.query(
    `select g.id, g.version, count(o.*)::int as changes from groups g
     left join bulk_operation_outcomes o on o.organization_id = $1 and o.group_id = g.id and o.status = 'CHANGED'
     join group_hashes h on h.organization_id = $1 and h.group_id = g.id
     join events e on e.organization_id = $1 and e.group_id = g.id and e.payload -> 'fingerprint' ->> 0 like 'quiet-%'
     where g.organization_id = $1 group by g.id, g.version having g.version <> 1 + count(o.*)`,
    [id],
  );
  return {
    lost,
    unanswered: operations.filter(({ key, id: operation }) => load.operations.get(key) !== operation),
    missing: [...load.operations.keys()].filter((key) => !operations.some((one) => one.key === key)),
    unbalanced: balances.filter((one) => JSON.stringify(one) !== JSON.stringify(BALANCED)),
    versions,
    orphans: await orphansOf(database, id),
    surprises: load.surprises,
  };
}

const NO_DAMAGE = { lost: [], unanswered: [], missing: [], unbalanced: [], versions: [], orphans: [], surprises: [] };

interface Outcome {
  readonly damages: unknown;
  /** Whether the processes have outlived it. */
  readonly isUp: boolean;
}

/** One fault, on a site of its own, while the load goes on. */
async function outcomeOf(fault: Fault, ends: (() => Promise<unknown>)[]): Promise<Outcome> {
  const cluster = await OwnCluster.create(fault.diskMb === undefined ? {} : { diskMb: fault.diskMb });
  ends.unshift(() => cluster.remove());
  await cluster.start();
  const database = await openTestDatabase(await cluster.createDatabase('muster'));
  ends.unshift(() => database.dataSource.destroy());
  const way = await fault.way(database.url);
  ends.unshift(() => way.close());
  const site = await Site.start(way, fault.environment);
  ends.unshift(() => site.kill());
  const world = await buildWorld(database);
  const load = new Load(site.url, world);
  for (const [index, name] of [...BUSY, ...QUIET].entries()) await load.sendEvent(name, index);
  load.start(BUSY, await issueIds(database, world));
  await load.everythingSince(performance.now());
  await fault.strike({ cluster, site, way });
  const recovery = await recoveryOf(load);
  const { isUp } = site;
  await load.end();
  const { accepted, operations, again } = load;
  process.stdout.write(
    `  ${fault.name}: ${accepted.length} events and ${operations.size} operations accepted, ${again.refused} requests told to come again, ${again.unanswered} not answered, everything again after ${recovery} ms\n`,
  );
  return { damages: await damages(database, world, load), isUp };
}

async function recoveryOf(load: Load): Promise<number> {
  const repaired = performance.now();
  const recovery = await Promise.race([
    load.everythingSince(repaired),
    delay(LONGEST_RECOVERY_MS, null, { ref: false }),
  ]);
  if (recovery === null) throw new Error(`There are no ${load.missingSince(repaired).join(', ')} any more.`);
  return recovery;
}

test.each(FAULTS.filter(({ diskMb }) => diskMb === undefined || isRoot))(
  '$name: no acknowledged change is lost, none happens twice, and everything comes back by itself',
  async (fault) => {
    const ends: (() => Promise<unknown>)[] = [];
    try {
      expect(await outcomeOf(fault, ends)).toEqual({ damages: NO_DAMAGE, isUp: true });
    } finally {
      for (const end of ends) await end();
    }
  },
  600_000,
);
