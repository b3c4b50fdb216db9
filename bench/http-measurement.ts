import type { Arena } from './contenders';
import { mutationCase, pageCase, type HttpCase } from './http-cases';
import { HttpConnection } from './http-connection';
import { loadRequests, type HttpLoad } from './http-load';
import { openClient } from './open-client';
import { cpuOfProcess, databaseCpu } from './process-cpu';
import { ServerProcess } from './server-process';
import type { Template } from './template';

export const CONNECTIONS = 16;
const REQUESTS = 1_500;
const WARM_UP_REQUESTS = 800;

export type Contender = 'product' | 'bare';

/** The servers of which one runs at a time. Neither runs jobs: what the product's calls ask for waits for workers. */
const SERVERS: Record<Contender, { readonly script: string; readonly environment: Readonly<Record<string, string>> }> =
  {
    product: {
      script: 'main.js',
      environment: {
        MUSTER_JOB_CONCURRENCY: '0',
        MUSTER_REQUESTS_PER_TOKEN: '0',
        MUSTER_REQUESTS_PER_ADDRESS: '0',
        MUSTER_ISSUES_PER_MINUTE: '1000000000',
      },
    },
    bare: { script: '../bench/bare/bare-server.js', environment: {} },
  };

/** One server and one case; processor time in ms a request, undefined where the system does not tell. */
export interface HttpMeasurement extends HttpLoad {
  readonly case: string;
  readonly serverMs: number | undefined;
  readonly databaseMs: number | undefined;
}

/** Both cases on a server that is started for them, each after a warm-up. */
export async function measureServer(
  { url }: Arena,
  contender: Contender,
  cases: readonly HttpCase[],
): Promise<readonly HttpMeasurement[]> {
  const server = await start(contender, url);
  const client = await openClient(url);
  const cpuOfDatabase = await databaseCpu(client);
  const measurements: HttpMeasurement[] = [];
  for (const each of cases) {
    await loadRequests(server.url, each, { requests: WARM_UP_REQUESTS, connections: CONNECTIONS });
    const before = [cpuOfProcess(server.pid), cpuOfDatabase()] as const;
    const load = await loadRequests(server.url, each, { requests: REQUESTS, connections: CONNECTIONS });
    const after = [cpuOfProcess(server.pid), cpuOfDatabase()] as const;
    measurements.push({
      case: each.name,
      ...load,
      serverMs: perRequest(before[0], after[0]),
      databaseMs: perRequest(before[1], after[1]),
    });
  }
  await client.end();
  await server.stop();
  return measurements;
}

/** What the server answers to one page and one mutation of a case of their own, which stand in the database then. */
export async function answersOf(
  { url }: Arena,
  contender: Contender,
  { template, issue }: { readonly template: Template; readonly issue: string },
): Promise<readonly string[]> {
  const server = await start(contender, url);
  const connection = await HttpConnection.open(server.url);
  const bodies: string[] = [];
  for (const { next, isGood, name } of [pageCase(template), mutationCase(template, [issue].values())]) {
    const answer = await connection.send(next());
    if (!isGood(answer)) throw new Error(`${contender} answered ${name}: ${answer.status} ${answer.body}`);
    bodies.push(answer.body.trim());
  }
  connection.close();
  await server.stop();
  return bodies;
}

function start(contender: Contender, databaseUrl: string): Promise<ServerProcess> {
  return ServerProcess.start(databaseUrl, SERVERS[contender]);
}

function perRequest(before: number | undefined, after: number | undefined): number | undefined {
  return before === undefined || after === undefined ? undefined : (after - before) / REQUESTS;
}
