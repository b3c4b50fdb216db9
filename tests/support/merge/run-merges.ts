import { MergeGroups } from '../../../src/application/merge-groups/merge-groups.handler';
import type { TestDatabase } from '../test-database';

const WINDOW_MS = 60_000;

/** Carries out the merges of an operation as the job does when the undo window has passed. */
export async function runMerges(
  { unitOfWork }: Pick<TestDatabase, 'unitOfWork'>,
  operation: { readonly organizationId: string; readonly operationId: string },
  now = new Date(Date.now() + 2 * WINDOW_MS),
): Promise<void> {
  await new MergeGroups({ unitOfWork, clock: () => now }).execute(operation);
}
