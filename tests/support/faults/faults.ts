import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { PgBouncer } from '../pgbouncer';
import { PostgresProxy } from '../postgres-proxy';
import type { OwnCluster } from './own-cluster';
import type { Site, Way } from './site';

/** What stands between the processes and the database. */
export interface OpenWay extends Way {
  readonly proxy?: PostgresProxy;
  readonly bouncer?: PgBouncer;
  close(): Promise<void>;
}

/** What a fault may break. */
export interface Struck {
  readonly cluster: OwnCluster;
  readonly site: Site;
  readonly way: OpenWay;
}

export interface Fault {
  readonly name: string;
  readonly way: (url: string) => Promise<OpenWay>;
  readonly environment?: Readonly<Record<string, string>>;
  /** MB of a disk of its own. */
  readonly diskMb?: number;
  /** Breaks something, for some seconds; resolves when it is whole. */
  readonly strike: (struck: Struck) => Promise<void>;
}

const DOWN_MS = 3_000;
/** Longer than the time-outs that are set for it. */
const STOPPED_MS = 6_000;
const IDLE_TIMEOUT_MS = 2_000;

async function direct(url: string): Promise<OpenWay> {
  return { url, directUrl: url, close: async () => undefined };
}

/** Sessions that stand still lose their locks after two seconds instead of a minute. */
function impatient(url: string): Promise<OpenWay> {
  return direct(`${url}?idle_in_transaction_session_timeout=${IDLE_TIMEOUT_MS}`);
}

async function throughProxy(url: string): Promise<OpenWay> {
  const proxy = await PostgresProxy.start(url);
  return { url: proxy.url, directUrl: url, proxy, close: () => proxy.close() };
}

async function throughBouncer(url: string): Promise<OpenWay> {
  const bouncer = await PgBouncer.start(url);
  const name = new URL(url).pathname.slice(1);
  return { url: bouncer.url(name), directUrl: url, bouncer, close: () => bouncer.stop() };
}

async function times(count: number, work: () => Promise<void>): Promise<void> {
  for (let time = 0; time < count; time += 1) await work();
}

async function stopAndStart(cluster: OwnCluster, mode: 'fast' | 'immediate'): Promise<void> {
  await cluster.stop(mode);
  await delay(DOWN_MS);
  await cluster.start();
}

async function terminateAll(cluster: OwnCluster): Promise<void> {
  const client = new Client({ connectionString: cluster.url('postgres') });
  await client.connect();
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'muster'`);
  await client.end();
  await delay(400);
}

async function fillDisk(cluster: OwnCluster): Promise<void> {
  const makeRoom = cluster.fillDisk();
  await delay(2 * DOWN_MS);
  makeRoom();
  // A PostgreSQL that has given up is started by what starts it on any machine.
  if (!cluster.isRunning()) await cluster.start();
  await delay(500);
}

async function stopAndContinue(site: Site): Promise<void> {
  site.signal('SIGSTOP');
  await delay(STOPPED_MS);
  site.signal('SIGCONT');
  await delay(1_000);
}

async function loseAnswer(proxy: PostgresProxy | undefined): Promise<void> {
  const held = await proxy?.hold('COMMIT', 'answer');
  held?.drop();
  await delay(100);
}

async function jump(site: Site): Promise<void> {
  site.signal('SIGUSR2');
  await delay(2_000);
}

async function restart(bouncer: PgBouncer | undefined): Promise<void> {
  await bouncer?.kill();
  await delay(1_000);
  await bouncer?.startAgain();
  await delay(500);
}

const CLOCK = ['@swc-node/register', join(__dirname, 'jumping-clock.child.ts')].map((file) => `--require ${file}`);

/** Each is struck once, on a PostgreSQL of its own, while clients send events, change issues, wait for jobs and are told. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'PostgreSQL stopped and started',
    way: direct,
    strike: ({ cluster }) => stopAndStart(cluster, 'fast'),
  },
  {
    name: 'PostgreSQL crashed and started',
    way: direct,
    strike: ({ cluster }) => stopAndStart(cluster, 'immediate'),
  },
  {
    name: 'every connection terminated, eight times',
    way: direct,
    strike: ({ cluster }) => times(8, () => terminateAll(cluster)),
  },
  {
    name: 'server and worker stopped and continued, twice',
    way: impatient,
    strike: ({ site }) => times(2, () => stopAndContinue(site)),
  },
  { name: 'server and worker killed and started', way: direct, strike: ({ site }) => site.replace() },
  {
    name: 'disk full, twice',
    way: direct,
    diskMb: 320,
    strike: ({ cluster }) => times(2, () => fillDisk(cluster)),
  },
  {
    name: '25 answers lost after the commit',
    way: throughProxy,
    strike: ({ way }) => times(25, () => loseAnswer(way.proxy)),
  },
  {
    name: 'clocks up to an hour behind, then right again',
    way: direct,
    environment: { NODE_OPTIONS: CLOCK.join(' ') },
    strike: ({ site }) => times(4, () => jump(site)),
  },
  {
    name: 'pgbouncer killed and started, three times',
    way: throughBouncer,
    strike: ({ way }) => times(3, () => restart(way.bouncer)),
  },
];
