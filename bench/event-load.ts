import { setTimeout as delay } from 'node:timers/promises';
import { HttpConnection } from './http-connection';
import type { SdkEvents } from './sdk-event';

/** What a load met. */
export interface LoadResult {
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly p99Ms: number;
}

export interface Load {
  readonly url: string;
  readonly events: SdkEvents;
  readonly connections: number;
  /** Until then each connection sends, the next event as soon as the one before is answered. */
  readonly until: (sent: number) => boolean;
}

/** As fast as the server answers; throws where an answer is not 200. */
export async function saturate({ url, events, connections, until }: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  let sent = 0;
  const since = performance.now();
  await onConnections(url, connections, async (connection) => {
    while (!until(sent)) {
      sent += 1;
      latencies.push(await timed(connection, events.next(), performance.now()));
    }
  });
  return result(latencies, performance.now() - since);
}

export interface PacedLoad extends Omit<Load, 'until'> {
  readonly perSecond: number;
  readonly isOver: () => boolean;
}

/** At a pace that does not depend on the answers: each event counts from the moment at which it should have been sent. */
export async function pace({ url, events, connections, perSecond, isOver }: PacedLoad): Promise<LoadResult> {
  const latencies: number[] = [];
  const since = performance.now();
  let next = 0;
  await onConnections(url, connections, async (connection) => {
    while (!isOver()) {
      const due = since + (next * 1_000) / perSecond;
      next += 1;
      if (due > performance.now()) await delay(due - performance.now());
      latencies.push(await timed(connection, events.next(), due));
    }
  });
  return result(latencies, performance.now() - since);
}

async function onConnections(
  url: string,
  count: number,
  work: (connection: HttpConnection) => Promise<void>,
): Promise<void> {
  const connections = await Promise.all(Array.from({ length: count }, () => HttpConnection.open(url)));
  await Promise.all(connections.map(work));
  for (const connection of connections) connection.close();
}

async function timed(connection: HttpConnection, request: string, since: number): Promise<number> {
  const { status } = await connection.send(request);
  if (status !== 200) throw new Error(`An event was answered ${status}.`);
  return performance.now() - since;
}

function result(latencies: readonly number[], ms: number): LoadResult {
  const sorted = [...latencies].sort((a, b) => a - b);
  return {
    events: sorted.length,
    eventsPerSecond: (sorted.length * 1_000) / ms,
    p99Ms: sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))] ?? Number.NaN,
  };
}
