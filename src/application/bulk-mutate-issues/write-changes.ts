import type { Difference } from '../../domain/state/difference';
import type { LogEntry } from '../../domain/state/step';
import { compileDifferences } from '../../persistence/compile/compile-differences';
import { followAssignments } from '../../persistence/compile/follow-assignments';
import { insertActivities, insertHistories, type LogLine } from '../../persistence/compile/insert-logs';
import { insertOutboxMessages } from '../../persistence/compile/insert-outbox-messages';
import type { WriteContext } from '../../persistence/compile/write-context';
import type { Executor, Statement } from '../../persistence/statement';

/** One issue that changed, with what its change leaves in the logs. */
export interface ChangedIssue {
  readonly difference: Difference;
  readonly log: readonly LogEntry[];
}

/** Writes the differences and the logs of all issues, table by table. */
export async function writeChanges(
  tx: Executor,
  changed: readonly ChangedIssue[],
  context: WriteContext,
): Promise<void> {
  for (const write of compileChanges(changed, context)) {
    // One connection, one statement after the other; their number does not depend on the number of issues.
    // eslint-disable-next-line no-await-in-loop
    await tx.count(write);
  }
}

function compileChanges(changed: readonly ChangedIssue[], context: WriteContext): readonly Statement[] {
  if (changed.length === 0) return [];
  const activities = linesOf(changed, 'activity');
  const histories = linesOf(changed, 'history');
  const notices = linesOf(changed, 'notice');
  // A mark that somebody makes for themselves does not move the version, and is nobody else's business.
  const moved = changed.filter(({ difference: { stored, next } }) => stored.version !== next.version);
  const movedIds = moved.map(({ difference }) => difference.stored.id);
  return [
    ...compileDifferences(
      changed.map(({ difference }) => difference),
      context,
    ),
    ...followAssignments(linesOf(changed, 'assignee-change'), context),
    ...(activities.length > 0 ? [insertActivities(activities, context)] : []),
    ...(histories.length > 0 ? [insertHistories(histories, context)] : []),
    ...(movedIds.length + notices.length > 0 ? [insertOutboxMessages(movedIds, notices, context)] : []),
  ];
}

function linesOf<Kind extends LogEntry['log']>(
  changed: readonly ChangedIssue[],
  kind: Kind,
): readonly LogLine<Extract<LogEntry, { log: Kind }>>[] {
  return changed.flatMap(({ difference: { stored }, log }) =>
    log
      .filter((entry): entry is Extract<LogEntry, { log: Kind }> => entry.log === kind)
      .map((entry) => ({ groupId: stored.id, projectId: stored.projectId, entry })),
  );
}
