/** What the bodies of all requests may have together, in bytes; more where a single one may be large. */
const LEAST_ROOM = 64_000_000;
const LARGEST_AT_ONCE = 4;

/**
 * Counts the bytes of bodies that are being read, until their events are counted as such: however many clients send at
 * once, and however slowly, they do not fill the memory.
 */
export class BodyRoom {
  private taken = 0;
  private readonly takenBy = new Map<object, number>();

  constructor(private readonly bytes: number) {}

  /** For bodies of at most `maxBytes` each. */
  static for(maxBytes: number): BodyRoom {
    return new BodyRoom(Math.max(LEAST_ROOM, LARGEST_AT_ONCE * maxBytes));
  }

  /** Whether there is room for so many more of the request. */
  take(request: object, bytes: number): boolean {
    if (this.taken + bytes > this.bytes) return false;
    this.taken += bytes;
    this.takenBy.set(request, (this.takenBy.get(request) ?? 0) + bytes);
    return true;
  }

  /** All that the request holds; nothing where it holds nothing any more. */
  release(request: object): void {
    this.taken -= this.takenBy.get(request) ?? 0;
    this.takenBy.delete(request);
  }
}
