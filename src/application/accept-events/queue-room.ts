/** What a project may hold, as a multiple of the room that is left. */
const SHARE = 4;

/**
 * Counts the events in memory. One project may take four fifths of the room, two of them four ninths each, so that
 * however much some send, something is left for one that is quiet.
 */
export class QueueRoom {
  private taken = 0;
  private readonly takenBy = new Map<string, number>();

  constructor(private readonly length: number) {}

  /** Whether the project has its share, or nothing is left at all. */
  isFull(projectId: string): boolean {
    const left = this.length - this.taken;
    return left <= 0 || (this.takenBy.get(projectId) ?? 0) >= SHARE * left;
  }

  take(projectId: string, size: number): void {
    this.taken += size;
    this.takenBy.set(projectId, (this.takenBy.get(projectId) ?? 0) + size);
  }

  free(projectId: string, size: number): void {
    const rest = (this.takenBy.get(projectId) ?? 0) - size;
    this.taken -= size;
    if (rest > 0) this.takenBy.set(projectId, rest);
    else this.takenBy.delete(projectId);
  }
}
