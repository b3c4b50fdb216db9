import type { BenchOptions } from './options';

/** What a bench found: rows for machines, and a text for people. */
export interface BenchReport {
  /** What does not apply to a row is absent. */
  readonly rows: readonly Readonly<Record<string, string | number | undefined>>[];
  readonly text: string;
}

/** One question about speed; everything that is compared is measured in the same run. */
export interface Bench {
  readonly summary: string;
  run(options: BenchOptions): Promise<BenchReport>;
}
