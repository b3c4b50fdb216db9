import type { HttpCase } from './http-cases';
import { HttpConnection } from './http-connection';

export interface HttpLoad {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
}

/** So many requests, each connection sending its next as soon as the one before is answered; throws at a bad answer. */
export async function loadRequests(
  url: string,
  { next, isGood, name }: HttpCase,
  { requests, connections }: { readonly requests: number; readonly connections: number },
): Promise<HttpLoad> {
  const open = await Promise.all(Array.from({ length: connections }, () => HttpConnection.open(url)));
  const latencies: number[] = [];
  let sent = 0;
  const work = async (connection: HttpConnection): Promise<void> => {
    while (sent < requests) {
      sent += 1;
      const since = performance.now();
      const answer = await connection.send(next());
      latencies.push(performance.now() - since);
      if (!isGood(answer)) throw new Error(`${name} was answered ${answer.status}: ${answer.body.slice(0, 2_000)}`);
    }
  };
  const since = performance.now();
  await Promise.all(open.map(work));
  const seconds = (performance.now() - since) / 1_000;
  for (const connection of open) connection.close();
  const sorted = latencies.sort((a, b) => a - b);
  return {
    requestsPerSecond: requests / seconds,
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
  };
}
