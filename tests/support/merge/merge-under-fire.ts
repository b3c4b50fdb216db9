import { BulkMutateIssues } from '../../../src/application/bulk-mutate-issues/bulk-mutate-issues.handler';
import { MergeGroups } from '../../../src/application/merge-groups/merge-groups.handler';
import { SweepMerges } from '../../../src/application/merge-groups/sweep-merges.handler';
import { buildWorld, type World } from '../build/world';
import { callerOf } from '../bulk-mutation';
import { killWorkerAt } from '../kill-worker';
import type { TestDatabase } from '../test-database';
import { buildMergedIssues, type MergeSize } from './build-merged-issues';
import { holdingsOf, mergedState, type Holdings } from './holdings';
import { bulkDependencies } from '../bulk-dependencies';

/** So long ago was the call that its window has passed, and that a sweep has lost its patience with the job. */
const AGE_MS = 20 * 60_000;

/** What was seen of a merge whose workers were killed. */
export interface MergeUnderFire {
  /** Before the merge, after each kill, and at the end. */
  readonly holdings: readonly Holdings[];
  /** How many operations each sweep took up again, one after each kill. */
  readonly swept: readonly number[];
  readonly ids: readonly string[];
  readonly end: readonly object[];
}

/** Merges issues by workers of which each is killed at the next of the moments; the last one comes to the end. */
export async function mergeUnderFire(
  database: TestDatabase,
  size: MergeSize,
  moments: readonly string[],
): Promise<MergeUnderFire> {
  const world = await buildWorld(database);
  const organizationId = world.organization.id;
  const ids = await buildMergedIssues(database, world, size);
  const holdings = [await holdingsOf(database, organizationId)];
  const operationId = await merge(database, world, ids);

  const shared = { unitOfWork: database.unitOfWork, clock: () => new Date() };
  const swept: number[] = [];
  for (const moment of moments) {
    await killWorkerAt(database, moment);
    holdings.push(await holdingsOf(database, organizationId));
    swept.push(await new SweepMerges(shared).execute());
  }
  await new MergeGroups(shared).execute({ organizationId, operationId });
  holdings.push(await holdingsOf(database, organizationId));
  return { holdings, swept, ids, end: await mergedState(database, organizationId) };
}

async function merge({ unitOfWork }: TestDatabase, { token }: World, ids: readonly string[]): Promise<string> {
  const caller = await callerOf(unitOfWork, token);
  const clock = (): Date => new Date(Date.now() - AGE_MS);
  const options = { dryRun: false, errorPolicy: 'ALL_OR_NOTHING' as const };
  const mutation = new BulkMutateIssues(bulkDependencies(unitOfWork, { clock }));
  const result = await mutation.execute(caller, { ids, input: { merge: true }, options });
  if (result.refused) throw new Error(JSON.stringify(result.problems));
  return result.operation.id;
}
