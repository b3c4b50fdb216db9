import type { Answer } from '../http-server';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds; from a cache to a call over 10,000 issues. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What /metrics shows of this process, in Prometheus' terms: the process itself, requests, use cases, jobs, connections. */
export class Metrics {
  readonly registry = new Registry();

  private readonly requests = new Histogram({
    name: 'muster_http_request_duration_seconds',
    help: 'Requests by route, method and status.',
    labelNames: ['route', 'method', 'status'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly useCases = new Histogram({
    name: 'muster_use_case_duration_seconds',
    help: 'Mutations of issues and batches of events, by use case and result (done, refused or failed).',
    labelNames: ['useCase', 'result'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly jobs = new Histogram({
    name: 'muster_job_duration_seconds',
    help: 'Jobs that this process ran, by name and result (done or failed).',
    labelNames: ['job', 'result'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly faults = new Counter({
    name: 'muster_faults_total',
    help: 'Answers with a status of 500 or more; the log has the ids of their requests.',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  answer({ seconds, ...labels }: Answer): void {
    this.requests.observe(labels, seconds);
    if (labels.status >= 500) this.faults.inc();
  }

  useCase(labels: { readonly useCase: string; readonly result: string }, seconds: number): void {
    this.useCases.observe(labels, seconds);
  }

  job(labels: { readonly job: string; readonly result: string }, seconds: number): void {
    this.jobs.observe(labels, seconds);
  }

  /** Values that are asked for when somebody looks; each name gets `muster_` in front. */
  gauges(help: Readonly<Record<string, string>>, read: () => Promise<Readonly<Record<string, number>>>): void {
    let reading: Promise<Readonly<Record<string, number>>> | undefined;
    for (const [name, text] of Object.entries(help)) {
      new Gauge({
        name: `muster_${name}`,
        help: text,
        registers: [this.registry],
        async collect() {
          // All gauges of a scrape come from one reading.
          reading ??= read().finally(() => (reading = undefined));
          this.set((await reading)[name] ?? NaN);
        },
      });
    }
  }
}
