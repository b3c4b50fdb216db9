import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { sent, type Attack, type Target } from '../../support/attacks/attack';
import { CONNECTION_ATTACKS, FLOOD } from '../../support/attacks/connection-attacks';
import { DOCUMENT_ATTACKS } from '../../support/attacks/document-attacks';
import { REQUEST_ATTACKS } from '../../support/attacks/request-attacks';
import { buildWorld } from '../../support/build/world';
import { useOwnDatabase } from '../../support/own-database';
import { ServerProcess } from '../../support/server-process';
import { until } from '../../support/until';

const ATTACKS: readonly Attack[] = [FLOOD, ...CONNECTION_ATTACKS, ...REQUEST_ATTACKS, ...DOCUMENT_ATTACKS];
const AT_ONCE = 8;
/** Attacks that last for as long as the server lets them. */
const SLOW = /a byte at a time|says nothing/;
/** What a single one may take; nothing of it is a matter of milliseconds on a busy machine. */
const LONGEST_MS = 30_000;
const MOST_MEMORY_MB = 400;

jest.setTimeout(120_000);

const database = useOwnDatabase('attacks');
let server: ServerProcess;
let target: Target;
let before: { readonly latencyMs: number; readonly rssMb: number; readonly resources: string };
const outcomes = new Map<string, { readonly outcome: string; readonly ms: number }>();

beforeAll(async () => {
  const { organization, token, project } = await buildWorld(database);
  server = await ServerProcess.start(database.url, {
    NODE_ENV: 'production',
    MUSTER_JOB_CONCURRENCY: '0',
    MUSTER_RECEIVE_SECONDS: '5',
    MUSTER_CONNECTION_INIT_SECONDS: '3',
    MUSTER_CONNECTION_LIMIT: '100',
    MUSTER_MAX_EVENT_BYTES: '100000',
    DATABASE_POOL_SIZE: '1',
  });
  target = { url: server.url, token: token.token, organization: organization.slug, project };
  await latency();
  before = { latencyMs: await latency(), rssMb: memory('VmRSS'), resources: await resources() };
  const waiting = ATTACKS.filter(({ name }) => SLOW.test(name)).map(attack);
  await attackAll(CONNECTION_ATTACKS.filter(({ name }) => !SLOW.test(name)));
  const flood = attack(FLOOD);
  await attackAll([...REQUEST_ATTACKS, ...DOCUMENT_ATTACKS].filter(({ name }) => !SLOW.test(name)));
  await Promise.all([...waiting, flood]);
});
afterAll(() => server?.kill());

/** Some at a time. */
async function attackAll(attacks: Attack[]): Promise<void> {
  const attacker = async (): Promise<void> => {
    for (let next = attacks.shift(); next !== undefined; next = attacks.shift()) await attack(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, attacker));
}

async function attack({ name, run }: Attack): Promise<void> {
  const started = performance.now();
  const never = wait(LONGEST_MS, 'no end', { ref: false });
  const outcome = await Promise.race([run(target), never]);
  outcomes.set(name, { outcome, ms: performance.now() - started });
}

/** How long a normal request takes: the median of many. */
async function latency(): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < 41; count += 1) {
    const started = performance.now();
    expect(await sent(target, { body: '{"query":"{ viewer { scopes organizations { slug } } }"}' })).toBe('200');
    times.push(performance.now() - started);
  }
  return times.sort((one, other) => one - other)[20] ?? 0;
}

/** Of the server's process; 0 where the system does not tell. */
function memory(what: 'VmRSS' | 'VmHWM'): number {
  const file = `/proc/${server.pid}/status`;
  const kilobytes = existsSync(file) ? new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(file, 'utf8'))?.[1] : 0;
  return Number(kilobytes) / 1024;
}

/** What keeps the server's process busy: sockets, timers and the like. */
async function resources(): Promise<string> {
  const response = await fetch(`${target.url}/metrics`, { headers: { connection: 'close' } });
  const lines = (await response.text()).split('\n');
  return lines
    .filter((line) => /^nodejs_active_(resources|handles|requests)\{/.test(line))
    .sort()
    .join('\n');
}

test.each(ATTACKS.map((one) => [one.name, one] as const))('%s', (name, { outcome }) => {
  const { outcome: seen = '', ms = 0 } = outcomes.get(name) ?? {};
  const asExpected = typeof outcome === 'string' ? seen === outcome : outcome.test(seen);
  expect({ seen, asExpected }).toEqual({ seen, asExpected: true });
  expect(ms).toBeLessThan(LONGEST_MS + 5_000);
});

test('they are enough, each under a name of its own', () => {
  expect(ATTACKS.length).toBeGreaterThanOrEqual(80);
  expect(outcomes.size).toBe(ATTACKS.length);
});

test('afterwards the server is as it was: as fast, no larger than it may be, with no connection or timer left, and has written down who was there', async () => {
  const peakMb = memory('VmHWM');
  await until(async () => (await resources()) === before.resources);
  const latencyMs = await latency();
  expect(peakMb - before.rssMb).toBeLessThan(MOST_MEMORY_MB);
  expect(latencyMs).toBeLessThan(before.latencyMs * 5 + 50);
  expect(await server.stop()).toBe(0);
  const used = await database.query('select from api_tokens where last_used_at is not null');
  expect(used).toHaveLength(1);
});
