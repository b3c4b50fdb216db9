/** A message is written near the end of its transaction; one that took longer from there to its commit is not looked for. */
const LONGEST_COMMIT_MS = 2 * 60_000;
const MARK_EVERY_MS = 10_000;
/** Ids below a mark that are read all the same. */
const MARGIN = 1_000n;

/**
 * How far the ids of outbox messages had come at which time. Ids are drawn in order but become visible as their
 * transactions commit, so a message with a low id can appear late: whoever has been deaf since a moment reads from
 * where the ids were two minutes before it.
 */
export class HeardMessages {
  private marks: { readonly at: number; readonly id: bigint }[] = [];

  hear(id: bigint, at: Date): void {
    const last = this.marks.at(-1);
    if (last !== undefined && (id <= last.id || at.getTime() - last.at < MARK_EVERY_MS)) return;
    this.marks.push({ at: at.getTime(), id });
    const old = this.marks.filter((mark) => mark.at < at.getTime() - 2 * LONGEST_COMMIT_MS).length;
    // The newest of the old ones still says where the ids were then.
    if (old > 1) this.marks = this.marks.slice(old - 1);
  }

  /** From which id on somebody has to read who has heard nothing since `lostAt`. */
  firstToRead(lostAt: Date): bigint {
    const before = this.marks.findLast(({ at }) => at <= lostAt.getTime() - LONGEST_COMMIT_MS) ?? this.marks[0];
    const id = (before?.id ?? 0n) - MARGIN;
    return id < 0n ? 0n : id;
  }
}
