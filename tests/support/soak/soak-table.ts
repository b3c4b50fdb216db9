import type { KindLatencies } from './latencies';
import { growthAnHour } from './growth';
import type { Sample } from './soak-samples';

/** What of a sample is shown, and watched. */
const MEASURES: Readonly<Record<string, (sample: Sample) => number>> = {
  'server, MB resident': ({ server }) => server.residentMb,
  'worker, MB resident': ({ worker }) => worker.residentMb,
  'server, MB of heap': ({ heapMb }) => heapMb,
  'server, descriptors': ({ server }) => server.descriptors,
  'worker, descriptors': ({ worker }) => worker.descriptors,
  'database connections': ({ connections }) => Object.values(connections).reduce((sum, count) => sum + count, 0),
  'jobs in the queue': ({ jobs }) => jobs.all,
  'messages waiting': ({ waitingMessages }) => waitingMessages,
  'event loop p99, ms': ({ eventLoopMs }) => eventLoopMs,
};

/** The tables of a run: what was held, with the sample from after the load at the end, and how long answers took. */
export function soakTables(samples: readonly Sample[], after: Sample, latencies: readonly KindLatencies[]): string {
  const held = Object.entries(MEASURES).map(([name, of]) => {
    const values = samples.map(of);
    const most = values.reduce((one, other) => Math.max(one, other), 0);
    const growth = growthAnHour(samples.map((sample) => ({ atSeconds: sample.atSeconds, value: of(sample) })));
    return line(name, [values[0] ?? NaN, most, values.at(-1) ?? NaN, of(after), growth]);
  });
  const kinds = latencies.map(({ kind, count, firstMs, lastMs, longestMs }) =>
    line(kind, [count, firstMs, lastMs, longestMs]),
  );
  return [
    line('held', ['first', 'most', 'last', 'after', 'growth/h']),
    ...held,
    line('answers', ['count', 'p99 first', 'p99 last', 'longest ms']),
    ...kinds,
    '',
  ].join('\n');
}

function line(name: string, values: readonly (number | string)[]): string {
  const cells = values.map((value) => (typeof value === 'string' ? value : value.toFixed(0)).padStart(11));
  return `  ${name.padEnd(22)}${cells.join('')}`;
}
