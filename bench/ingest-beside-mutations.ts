import { setTimeout as delay } from 'node:timers/promises';
import { BulkRequest } from './bulk-request';
import type { CloneSource } from './clones';
import { pace, saturate, type Load, type LoadResult } from './event-load';
import { warmUp } from './ingest-measurement';
import { median } from './median';
import { openClient } from './open-client';
import { SdkEvents } from './sdk-event';
import { ServerProcess } from './server-process';
import { time } from './time';

/** A project of the organization whose issues are changed; the template gives it this key. */
const TARGET = { projectId: '1', publicKey: 'c4ca4238a0b923820dcc509a6f75849b' };
/** Without a pace, connections of which each sends the next event as soon as the one before is answered. */
const LOADS = {
  paced: { connections: 16, perSecond: 100 },
  full: { connections: 64, perSecond: null },
} as const;
const ALONE_MS = 10_000;
const MUTATIONS = 8;
const INPUTS = [
  { status: 'RESOLVED', priority: 'HIGH' },
  { status: 'UNRESOLVED', priority: 'LOW' },
];

/** Events, alone and while one mutation follows the other on the issues that the events belong to. */
export interface BesideMutations {
  readonly alone: LoadResult;
  readonly beside: LoadResult;
  readonly mutationMs: number | undefined;
  readonly connections: number;
}

export interface BesideWish {
  readonly issues: number;
  readonly load: keyof typeof LOADS;
  /** Whether another server than that of the events makes the changes. */
  readonly elsewhere: boolean;
}

/** On a fresh clone. */
export async function measureBesideMutations(
  { server, template }: CloneSource,
  { issues, load, elsewhere }: BesideWish,
): Promise<BesideMutations> {
  const clone = await server.create('mutations', template.name);
  const url = server.url(clone);
  const product = await ServerProcess.start(url);
  const mutating = elsewhere ? await ServerProcess.start(url) : product;
  const events = new SdkEvents(TARGET);
  await warmUp(product, events);
  const requests = await mutations(url, issues, template.token);
  // The first of each kind compiles what the others run.
  for (const request of requests) request.check(await request.send(mutating.url));
  await server.checkpoint();
  const { connections } = LOADS[load];
  const send = loadOf(load, { url: product.url, events, connections });
  const alone = await sendUntil(send, delay(ALONE_MS));
  const running = mutateInTurn(requests, mutating.url);
  const beside = await sendUntil(send, running);
  const mutationMs = await running;
  await mutating.stop();
  await product.stop();
  await server.drop(clone);
  return { alone, beside, mutationMs, connections };
}

type Send = (isOver: () => boolean) => Promise<LoadResult>;

function loadOf(load: keyof typeof LOADS, target: Omit<Load, 'until'>): Send {
  const { perSecond } = LOADS[load];
  return perSecond === null
    ? (isOver) => saturate({ ...target, until: isOver })
    : (isOver) => pace({ ...target, perSecond, isOver });
}

async function sendUntil(send: Send, end: Promise<unknown>): Promise<LoadResult> {
  let over = false;
  const [sent] = await Promise.all([send(() => over), end.finally(() => (over = true))]);
  return sent;
}

async function mutations(url: string, issues: number, token: string): Promise<readonly BulkRequest[]> {
  const client = await openClient(url);
  // The newest are those that the events belong to.
  const { rows } = await client.query<{ id: string }>(
    'select id from groups where organization_id = 1 order by id desc limit $1',
    [issues],
  );
  await client.end();
  const ids = rows.map(({ id }) => id);
  return INPUTS.map((input) => BulkRequest.change(ids, input, token));
}

async function mutateInTurn(requests: readonly BulkRequest[], url: string): Promise<number | undefined> {
  const durations: number[] = [];
  for (let call = 0; call < MUTATIONS; call += 1) {
    const request = requests[call % requests.length];
    if (request === undefined) throw new Error('There is no mutation.');
    const { value, ms } = await time(() => request.send(url));
    request.check(value);
    durations.push(ms);
  }
  return median(durations);
}
