import { raiseHourlyCounts } from '../../persistence/compile/import/write-imported-counts';
import {
  insertImportedBookmarks,
  insertImportedNotes,
  writeImportedSeens,
  writeImportedSubscriptions,
  type ImportedMark,
} from '../../persistence/compile/import/write-imported-marks';
import type { Executor } from '../../persistence/statement';
import type { ImportContext } from './import-context';
import type { MatchedIssue } from './match-issues';
import { idOf } from './references';

/** An issue whose marks are written; who has looked at it has seen its last event. */
export type MarkedIssue = MatchedIssue & { readonly lastSeen: Date };

/** Writes people's marks and notes and the hourly counts; answers the ids of the issues on which something is new. */
export async function writeMarks(
  tx: Executor,
  context: ImportContext,
  issues: readonly MarkedIssue[],
): Promise<readonly string[]> {
  const mark = ({ id, projectId }: MarkedIssue, email: string): ImportedMark => ({
    groupId: id,
    projectId,
    userId: idOf(context.references, 'user', email),
  });
  const bookmarks = issues.flatMap((issue) => (issue.line.bookmarkedBy ?? []).map((email) => mark(issue, email)));
  const subscriptions = issues.flatMap((issue) =>
    (issue.line.subscriptions ?? []).map(({ user, active = true, reason = 'UNKNOWN' }) => ({
      ...mark(issue, user),
      ...{ active, reason },
    })),
  );
  const seens = issues.flatMap((issue) =>
    (issue.line.seenBy ?? []).map(({ user, at = issue.lastSeen }) => ({ ...mark(issue, user), at })),
  );
  const notes = issues.flatMap((issue) =>
    (issue.line.notes ?? []).map(({ user, text, at = null }) => ({ ...mark(issue, user), text, at })),
  );
  const hours = issues.flatMap(({ id, line }) => (line.hourlyCounts ?? []).map((count) => ({ groupId: id, ...count })));
  const { organizationId } = context;
  return [
    ...(bookmarks.length > 0 ? await insertImportedBookmarks(tx, bookmarks, context) : []),
    ...(subscriptions.length > 0 ? await writeImportedSubscriptions(tx, lastOfEach(subscriptions), context) : []),
    ...(seens.length > 0 ? await writeImportedSeens(tx, lastOfEach(seens), context) : []),
    ...(notes.length > 0 ? await insertImportedNotes(tx, notes, context) : []),
    ...(hours.length > 0 ? await raiseHourlyCounts(tx, organizationId, hours) : []),
  ];
}

/** Of a person's marks on an issue the one that was given last. */
function lastOfEach<M extends ImportedMark>(marks: readonly M[]): readonly M[] {
  return [...new Map(marks.map((mark) => [`${mark.groupId}:${mark.userId}`, mark])).values()];
}
