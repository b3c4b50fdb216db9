import { copyIn, copyOut } from './copy-rows';
import type { CloneSource } from './clones';
import { saturate, type LoadResult } from './event-load';
import { openClient } from './open-client';
import { cpuOfProcess, databaseCpu } from './process-cpu';
import { SdkEvents, type EventTarget } from './sdk-event';
import { ServerProcess } from './server-process';

/** Of the organization that only events are for, as `insertEventOrganization` makes it. */
export const EVENT_ORGANIZATION = '2';
export const EVENT_TARGET: EventTarget = { projectId: '101', publicKey: '0123456789abcdef0123456789abcdef' };

const WARM_UP_EVENTS = 3_000;
const WARM_UP_CONNECTIONS = 16;
const SECONDS = 8;

/** How the server records: as it does where nothing is set, or one transaction an event, as many as its pool allows. */
export const RECORDING = {
  batches: {},
  perEvent: { MUSTER_EVENT_BATCH_SIZE: '1', MUSTER_EVENT_WRITERS: '10' },
} as const;

/** What a load met, with the processors' share of each process; 100 is one processor. */
export interface Saturation extends LoadResult {
  readonly serverCpu: number | undefined;
  readonly databaseCpu: number | undefined;
  readonly loadCpu: number;
}

export interface SaturationWish {
  readonly connections: number;
  readonly recording: keyof typeof RECORDING;
}

/** Events as fast as the server takes them, on a fresh clone; answers the clone's name too, which is left for a look. */
export async function measureSaturation(
  { server, template }: CloneSource,
  { connections, recording }: SaturationWish,
): Promise<Saturation & { readonly clone: string }> {
  const clone = await server.create(`${recording.toLowerCase()}_${connections}`, template.name);
  const url = server.url(clone);
  const product = await ServerProcess.start(url, { environment: RECORDING[recording] });
  const client = await openClient(url);
  const events = new SdkEvents(EVENT_TARGET);
  await warmUp(product, events);
  await server.checkpoint();
  const cpu = await startCpuClock(product, () => databaseCpu(client));
  const deadline = performance.now() + SECONDS * 1_000;
  const met = await saturate({ url: product.url, events, connections, until: () => performance.now() > deadline });
  const shares = cpu();
  await product.stop();
  await client.end();
  return { ...met, ...shares, clone };
}

/** So that what is compiled is compiled, and the issues are there. */
export async function warmUp(product: ServerProcess, events: SdkEvents): Promise<void> {
  const until = (sent: number): boolean => sent >= WARM_UP_EVENTS;
  await saturate({ url: product.url, events, connections: WARM_UP_CONNECTIONS, until });
}

async function startCpuClock(
  product: ServerProcess,
  openDatabaseCpu: () => Promise<() => number | undefined>,
): Promise<() => Pick<Saturation, 'serverCpu' | 'databaseCpu' | 'loadCpu'>> {
  const database = await openDatabaseCpu();
  const used = () => ({ server: cpuOfProcess(product.pid), database: database(), load: process.cpuUsage() });
  const [before, since] = [used(), performance.now()];
  return () => {
    const [after, ms] = [used(), performance.now() - since];
    const share = (from: number | undefined, to: number | undefined): number | undefined =>
      from === undefined || to === undefined ? undefined : Math.round(((to - from) * 100) / ms);
    const own = process.cpuUsage(before.load);
    return {
      serverCpu: share(before.server, after.server),
      databaseCpu: share(before.database, after.database),
      loadCpu: Math.round((own.user + own.system) / 10 / ms),
    };
  };
}

/** Events a second where all rows that the run left, of warm-up and measurement, are copied into a database without them. */
export async function measureCopy({ server, template }: CloneSource, written: string): Promise<number> {
  const from = await openClient(server.url(written));
  const rows = await copyOut(from, EVENT_ORGANIZATION);
  const counted = await from.query<{ events: number }>(
    'select count(*)::int as events from events where organization_id = $1',
    [EVENT_ORGANIZATION],
  );
  await from.end();
  const clone = await server.create('copy', template.name);
  const into = await openClient(server.url(clone));
  const present = new Set((await copyOut(into, EVENT_ORGANIZATION)).map(({ name }) => name));
  await server.checkpoint();
  const ms = await copyIn(
    into,
    rows.filter(({ name }) => !present.has(name)),
  );
  await into.end();
  await server.drop(clone);
  return ((counted.rows[0]?.events ?? 0) * 1_000) / ms;
}
