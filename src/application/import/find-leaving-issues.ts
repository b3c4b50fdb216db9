import type { LinesByKind } from '../../domain/import/import-contents';
import type { ImportedIssue } from '../../domain/import/imported-issue';
import type { LineProblem } from '../../domain/import/line-problem';
import type { MatchedIssue } from './match-issues';

/** Statuses of issues that no fingerprint leads to any more. */
const LEAVING: ReadonlySet<string> = new Set(['PENDING_DELETION', 'DELETION_IN_PROGRESS', 'PENDING_MERGE']);

/**
 * Lines whose issue was deleted, discarded or merged after its fingerprints had led to it, and before it was locked: it
 * must neither come back nor get rows that nobody will delete.
 */
export function findLeavingIssues(
  lines: LinesByKind['issue'],
  matched: readonly MatchedIssue[],
  stored: ReadonlyMap<string, ImportedIssue>,
): readonly LineProblem[] {
  return matched.flatMap(({ id, isNew }, index) => {
    const line = lines[index]?.line ?? null;
    const status = stored.get(id)?.status;
    if (isNew || (status !== undefined && !LEAVING.has(status))) return [];
    return [{ line, field: 'fingerprints', message: 'their issue is deleted or merged at this moment; try again.' }];
  });
}
