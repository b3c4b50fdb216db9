import type { MessageRange } from '../../persistence/read/read-issue-changes';

/** Far more than are told of between two looks; beyond, gaps between them are read as well. */
const MOST_RANGES = 1_000;

/** Ids of messages that are still to be read. */
export class MessageRanges {
  private ranges: MessageRange[] = [];

  add(range: MessageRange): void {
    this.ranges.push(range);
    if (this.ranges.length > MOST_RANGES) this.ranges = [cover(this.ranges)];
  }

  /** All of them, in order and without overlaps; none are left. */
  take(): readonly MessageRange[] {
    const sorted = this.ranges.sort((a, b) => (a.firstId < b.firstId ? -1 : 1));
    this.ranges = [];
    const joined: MessageRange[] = [];
    for (const range of sorted) {
      const last = joined.at(-1);
      if (last === undefined || range.firstId > last.lastId + 1n) joined.push(range);
      else joined[joined.length - 1] = cover([last, range]);
    }
    return joined;
  }
}

function cover(ranges: readonly MessageRange[]): MessageRange {
  return ranges.reduce((one, other) => ({
    firstId: one.firstId < other.firstId ? one.firstId : other.firstId,
    lastId: one.lastId > other.lastId ? one.lastId : other.lastId,
  }));
}
