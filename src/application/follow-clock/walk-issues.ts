import type { LockedGroup } from '../../persistence/read/lock-groups';
import type { Stretch } from '../../persistence/read/lock-due-groups';
import type { Executor } from '../../persistence/statement';
import type { UnitOfWork } from '../../persistence/unit-of-work';

/** Issues that one transaction changes, and transactions with issues that one run makes: what is left comes the next time. */
const CHUNK_SIZE = 500;
const MOST_CHUNKS = 1_000;

/** What the clock's use cases need: transactions and the present moment. */
export interface ClockDependencies {
  readonly unitOfWork: UnitOfWork;
  readonly clock: () => Date;
  /** Absent: as many as is usual. */
  readonly chunkSize?: number;
  readonly mostChunks?: number;
}

/** A stretch of issues, and the moment of the whole run. */
export interface Chunk extends Stretch {
  readonly now: Date;
}

/** The issues for which something was due, locked, and what became of them. */
export interface ChunkResult<T> {
  readonly locked: readonly Pick<LockedGroup, 'id'>[];
  readonly result: T;
}

/** What is done with the due issues of a stretch, in a transaction of their own. */
export type ChunkWork<T> = (tx: Executor, chunk: Chunk) => Promise<ChunkResult<T>>;

/**
 * Goes through the issues of organizations, in id order and a chunk a transaction, and does what is due. Any number of
 * runs may do so at once: each passes over what another holds, and what is done is no longer due. Where it fails in one
 * organization, the others have their turn all the same; then it throws what went wrong first.
 */
export async function walkIssues<T>(
  dependencies: ClockDependencies,
  organizationIds: readonly string[],
  work: ChunkWork<T>,
): Promise<readonly T[]> {
  const { clock, mostChunks = MOST_CHUNKS } = dependencies;
  const now = clock();
  const results: T[] = [];
  const failures: unknown[] = [];
  for (const organizationId of organizationIds) {
    const walk = { organizationId, now, work, add: (result: T) => results.push(result) < mostChunks };
    if (results.length >= mostChunks) break;
    // One organization after the other, so that one transaction is under way at a time.
    // eslint-disable-next-line no-await-in-loop
    const [walked] = await Promise.allSettled([walkOrganization(dependencies, walk)]);
    if (walked.status === 'rejected') failures.push(walked.reason);
  }
  if (failures.length > 0) throw failures[0];
  return results;
}

interface Walk<T> {
  readonly organizationId: string;
  readonly now: Date;
  readonly work: ChunkWork<T>;
  /** Keeps what came of a chunk; answers whether there may be another. */
  readonly add: (result: T) => boolean;
}

async function walkOrganization<T>(
  { unitOfWork, chunkSize = CHUNK_SIZE }: ClockDependencies,
  { organizationId, now, work, add }: Walk<T>,
): Promise<void> {
  for (let after: string | undefined = '0'; after !== undefined;) {
    const chunk: Chunk = { organizationId, after, limit: chunkSize, now };
    // Each chunk is a transaction of its own, so that none is long.
    // eslint-disable-next-line no-await-in-loop
    const { locked, result } = await unitOfWork.transaction((tx) => work(tx, chunk));
    if (locked.length === 0 || !add(result)) return;
    after = locked.length < chunkSize ? undefined : locked.at(-1)?.id;
  }
}
