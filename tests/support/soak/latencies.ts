export interface KindLatencies {
  readonly kind: string;
  readonly count: number;
  /** 99 of 100 answers came within so many milliseconds, of those begun in the first and in the last third of the run. */
  readonly firstMs: number;
  readonly lastMs: number;
  readonly longestMs: number;
}

interface Answered {
  readonly begun: number;
  readonly ms: number;
}

/** How long answers took, by kind. */
export class Latencies {
  private readonly kinds = new Map<string, Answered[]>();

  /** Notes something that began at this moment of `performance.now()` and is over now. */
  note(kind: string, begun: number): void {
    const answered = this.kinds.get(kind) ?? [];
    answered.push({ begun, ms: performance.now() - begun });
    this.kinds.set(kind, answered);
  }

  /** Of a run between two moments. */
  between(start: number, end: number): readonly KindLatencies[] {
    const third = (end - start) / 3;
    return [...this.kinds].map(([kind, answered]) => ({
      kind,
      count: answered.length,
      firstMs: p99(answered.filter(({ begun }) => begun < start + third)),
      lastMs: p99(answered.filter(({ begun }) => begun >= end - third)),
      longestMs: answered.reduce((longest, { ms }) => Math.max(longest, ms), 0),
    }));
  }
}

function p99(answered: readonly Answered[]): number {
  const sorted = answered.map(({ ms }) => ms).sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0;
}
