import { setTimeout as delay } from 'node:timers/promises';
import { WorkerProcess } from '../merge/worker-process';
import { ServerProcess } from '../server-process';
import type { TestDatabase } from '../test-database';
import { until } from '../until';
import { takeSample, type Sample } from './soak-samples';

const ERROR_LEVEL = 50;
const SAMPLE_MS = 1_000;
const REST_SAMPLES = 5;
/** For what the queue and the outbox still hold, and for connections that nobody uses to be closed. */
const LONGEST_REST_MS = 180_000;
/** Those that are open only now and then, to look or to run a job. */
const SPARE = { connections: 2, descriptors: 6 };

/** One server and one worker, which are looked at each second. */
export class SoakSite {
  private constructor(
    private readonly database: TestDatabase,
    readonly server: ServerProcess,
    private readonly worker: WorkerProcess,
  ) {}

  static async start(database: TestDatabase): Promise<SoakSite> {
    const server = await ServerProcess.start(database.url, { MUSTER_JOB_CONCURRENCY: '0' });
    const site = new SoakSite(database, server, WorkerProcess.start(database.url));
    await until(async () => (await site.sample(0)).connections['muster-worker'] !== undefined);
    return site;
  }

  /** What the server has called a fault. */
  get faults(): readonly unknown[] {
    return this.server.log.filter(({ level }) => Number(level) >= ERROR_LEVEL);
  }

  get isUp(): boolean {
    return !this.server.hasEnded && !this.worker.hasEnded;
  }

  sample(atSeconds: number): Promise<Sample> {
    return takeSample({ database: this.database, server: this.server, worker: this.worker }, atSeconds);
  }

  /** The most that it holds while nobody asks for anything. */
  async atRest(): Promise<Sample> {
    let most = await this.sample(0);
    for (let count = 1; count < REST_SAMPLES; count += 1) {
      await delay(SAMPLE_MS);
      most = larger(most, await this.sample(0));
    }
    return most;
  }

  /** A sample a second for so long, or until it is over earlier. */
  async watch(seconds: number, isOver: () => boolean): Promise<readonly Sample[]> {
    const samples: Sample[] = [];
    const begun = performance.now();
    while (!isOver() && performance.now() - begun < seconds * 1_000) {
      await delay(SAMPLE_MS);
      samples.push(await this.sample((performance.now() - begun) / 1_000));
    }
    return samples;
  }

  /** Once nothing is left over from the load; the last sample where something stays. */
  async afterLoad(before: Sample): Promise<Sample> {
    const deadline = performance.now() + LONGEST_REST_MS;
    for (;;) {
      const sample = await this.sample(0);
      if (leftOver(before, sample).length === 0 || performance.now() > deadline) return sample;
      await delay(SAMPLE_MS);
    }
  }

  async kill(): Promise<void> {
    await Promise.all([this.server.kill(), this.worker.kill()]);
  }
}

/** What is more than it was before the load, or still to be done. */
export function leftOver(before: Sample, after: Sample): readonly string[] {
  const { jobs, waitingMessages, connections } = after;
  const descriptors = (['server', 'worker'] as const).filter(
    (name) => after[name].descriptors > before[name].descriptors + SPARE.descriptors,
  );
  const applications = Object.entries(connections).filter(
    ([name, count]) => count > (before.connections[name] ?? 0) + SPARE.connections,
  );
  return [
    ...descriptors.map((name) => `${name}: ${after[name].descriptors} descriptors`),
    ...applications.map(([name, count]) => `${name}: ${count} connections`),
    ...(jobs.due > 0 || jobs.failing > 0 ? [`jobs: ${JSON.stringify(jobs)}`] : []),
    ...(waitingMessages > 0 ? [`${waitingMessages} messages`] : []),
  ];
}

function larger(one: Sample, other: Sample): Sample {
  const names = new Set([...Object.keys(one.connections), ...Object.keys(other.connections)]);
  const most = (name: string): number => Math.max(one.connections[name] ?? 0, other.connections[name] ?? 0);
  const descriptors = (name: 'server' | 'worker'): Sample['server'] => ({
    ...other[name],
    descriptors: Math.max(one[name].descriptors, other[name].descriptors),
  });
  return {
    ...other,
    server: descriptors('server'),
    worker: descriptors('worker'),
    connections: Object.fromEntries([...names].map((name) => [name, most(name)])),
  };
}
