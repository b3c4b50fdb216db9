import { readBacklog, type BacklogRow } from '../../persistence/read/read-backlog';
import type { ReadDependencies } from '../read-dependencies';

/** For how long an answer is good enough: the counts go through tables that grow. */
const FRESH_MS = 60_000;

/** How much others are still to be told, and were never told. */
export class ReadBacklog {
  private last: { readonly at: number; readonly backlog: Promise<BacklogRow> } | null = null;

  constructor(private readonly dependencies: ReadDependencies) {}

  /** As of now, or of less than a minute ago. */
  async execute(): Promise<BacklogRow> {
    const { unitOfWork, clock } = this.dependencies;
    const at = clock().getTime();
    if (this.last === null || at - this.last.at >= FRESH_MS) {
      this.last = { at, backlog: readBacklog(unitOfWork.reader) };
    }
    return this.last.backlog;
  }
}
