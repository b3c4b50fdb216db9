import { SweepDeletions } from '../../src/application/delete-groups/sweep-deletions.handler';
import { buildWorld } from './build/world';
import { runDeletions } from './deletions';
import { killWorkerAt } from './kill-worker';
import { buildMergedIssues, type MergeSize } from './merge/build-merged-issues';
import { rowsOfGroup } from './merge/rows-of-group';
import { orphansOf, type Orphans } from './orphans';
import type { TestDatabase } from './test-database';
import { issueChecksums, type IssueChecksums } from './undo/issue-checksums';
import type { BulkMutation } from './use-bulk-mutation';

/** So long ago was the call that its window has passed, and that a sweep has lost its patience with the job. */
const AGE_MS = 20 * 60_000;

/** What was seen of a deletion whose workers were killed. */
export interface DeletionUnderFire {
  /** How many issues each sweep took up again, one after each kill. */
  readonly swept: readonly number[];
  /** Rows of the deleted issues in the end. */
  readonly left: readonly Readonly<Record<string, number>>[];
  /** Of the issues that were to stay, before and after. */
  readonly kept: readonly [before: IssueChecksums, after: IssueChecksums];
  readonly orphans: readonly Orphans[];
  /** Issues of the audit. */
  readonly audited: readonly string[];
  readonly deleted: readonly string[];
}

/** Deletes two of three issues by workers of which each is killed at the next of the moments; the last one comes to the end. */
export async function deleteUnderFire(
  { database, bulk }: { readonly database: TestDatabase; readonly bulk: BulkMutation },
  size: MergeSize,
  moments: readonly string[],
): Promise<DeletionUnderFire> {
  const world = await buildWorld(database);
  const organizationId = world.organization.id;
  const ids = await buildMergedIssues(database, world, size);
  const [deleted, kept] = [ids.filter((_, index) => index % 3 > 0), ids.filter((_, index) => index % 3 === 0)];
  const before = await issueChecksums(database, organizationId, kept);
  bulk.now = new Date(Date.now() - AGE_MS);
  const { operationId } = await bulk.delete(world.token, { ids: deleted });

  const swept: number[] = [];
  const sweep = new SweepDeletions({ unitOfWork: database.unitOfWork, clock: () => new Date() });
  for (const moment of moments) {
    await killWorkerAt(database, moment);
    swept.push(await sweep.execute());
  }
  await runDeletions(database, operationId);
  return {
    ...{ swept, deleted, left: await Promise.all(deleted.map((id) => rowsOfGroup(database, id))) },
    kept: [before, await issueChecksums(database, organizationId, kept)],
    // People are not built with the issues.
    orphans: (await orphansOf(database, organizationId)).filter(({ column }) => !column.endsWith('.user_id')),
    audited: await auditedIssues(database, organizationId),
  };
}

async function auditedIssues(database: TestDatabase, organizationId: string): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    'select group_id as id from deletion_audit_entries where organization_id = $1 order by group_id',
    [organizationId],
  );
  return rows.map(({ id }) => id);
}
