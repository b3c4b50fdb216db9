import { useOwnDatabase } from '../support/own-database';
import { growthAnHour } from '../support/soak/growth';
import type { KindLatencies } from '../support/soak/latencies';
import { SoakClient } from '../support/soak/soak-client';
import { damagesOf, NO_DAMAGE } from '../support/soak/soak-damages';
import { SoakLoad } from '../support/soak/soak-load';
import type { Sample } from '../support/soak/soak-samples';
import { leftOver, SoakSite } from '../support/soak/soak-site';
import { soakTables } from '../support/soak/soak-table';
import { buildSoakWorld, Promised, type Soaking } from '../support/soak/soak-world';

/** For how long there is load; MUSTER_SOAK_SECONDS says otherwise. */
const SECONDS = Number(process.env['MUSTER_SOAK_SECONDS'] ?? 20 * 60);
/** What is still warming up says nothing about what comes later. */
const IS_SHORT = SECONDS < 600;
const MOST_RESIDENT_MB = 768;
/** What collections leave of the heap tells of a leak; the rest also moves by how the allocator happens to fill its pages. */
const MOST_HEAP_GROWTH_MB = 60;
const MOST_RESIDENT_GROWTH_MB = 120;
const PROCESSES = ['server', 'worker'] as const;

const ALL_WELL = {
  ...{ surprises: [], faults: [], isUp: true, failedJobs: [], leftOver: [] },
  ...{ damages: NO_DAMAGE, isAnyoneTold: true, tooLarge: [], slower: [] },
};

const database = useOwnDatabase('soak');
let site: SoakSite;
afterAll(() => site?.kill());

/** Processes that hold too much memory, or more and more of it. */
function tooLarge(samples: readonly Sample[]): readonly string[] {
  return PROCESSES.flatMap((name) => {
    const points = samples.map((sample) => ({ atSeconds: sample.atSeconds, value: sample[name].residentMb }));
    const most = Math.max(...points.map(({ value }) => value));
    const growth = growthAnHour(points);
    const grows = !IS_SHORT && growth > MOST_RESIDENT_GROWTH_MB;
    return most > MOST_RESIDENT_MB || grows ? [`${name}: ${most} MB, ${growth} MB more an hour`] : [];
  });
}

function growingHeap(samples: readonly Sample[]): readonly string[] {
  const growth = growthAnHour(samples.map(({ atSeconds, heapMb }) => ({ atSeconds, value: heapMb })));
  return !IS_SHORT && growth > MOST_HEAP_GROWTH_MB ? [`heap of the server: ${growth} MB more an hour`] : [];
}

/** Kinds of requests that take longer at the end than at the beginning. */
function slower(latencies: readonly KindLatencies[]): readonly KindLatencies[] {
  return IS_SHORT ? [] : latencies.filter(({ firstMs, lastMs }) => lastMs > 3 * firstMs + 50);
}

it(
  'a mixed load for long: nothing is lost, nothing fails, and neither memory nor connections nor answers grow',
  async () => {
    const world = await buildSoakWorld(database);
    site = await SoakSite.start(database);
    const { url } = site.server;
    const client = new SoakClient(url, world.token.token);
    const soaking: Soaking = { url, client, world, promised: new Promised() };
    const before = await site.atRest();
    const begun = performance.now();
    const load = new SoakLoad(soaking);
    const samples = await site.watch(SECONDS, () => load.hasEnded);
    const ended = performance.now();
    await load.end();
    const after = await site.afterLoad(before);
    const rested = Math.round((performance.now() - ended) / 1_000);

    const latencies = client.latencies.between(begun, ended);
    const { events, operations, told } = soaking.promised;
    process.stdout.write(soakTables(samples, after, latencies));
    process.stdout.write(
      `  ${events.length} events, ${operations.size} operations, ${told.messages} messages to ${told.subscribers} subscribers; ` +
        `${client.again} requests told to come again; at rest ${rested} s after the load\n`,
    );
    expect({
      surprises: client.surprises,
      faults: site.faults,
      isUp: site.isUp,
      failedJobs: samples.filter(({ jobs }) => jobs.failing > 0).map(({ atSeconds, jobs }) => ({ atSeconds, jobs })),
      leftOver: leftOver(before, after),
      damages: await damagesOf(database, soaking),
      isAnyoneTold: told.messages > 0,
      tooLarge: [...tooLarge(samples), ...growingHeap(samples)],
      slower: slower(latencies),
    }).toEqual(ALL_WELL);
  },
  (SECONDS + 900) * 1_000,
);
