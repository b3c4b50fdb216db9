import type { ImportedIssue } from '../../domain/import/imported-issue';
import { statement, type Executor } from '../statement';
import type { LockedGroup } from './lock-groups';
import { EVERY_ROW, readIssueStates } from './read-issue-states';

type Row = LockedGroup & Pick<ImportedIssue, 'title' | 'culprit' | 'message' | 'level' | 'platform' | 'firstReleaseId'>;

/** Locks issues in id order, whatever their status, and reads all that an import can set, by id. */
export async function lockImportedGroups(
  tx: Executor,
  organizationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ImportedIssue>> {
  if (ids.length === 0) return new Map();
  const locked = await tx.rows<Row>(
    statement(
      'lock-imported-groups',
      `select id, project_id as "projectId", category, status, substatus, priority,
         initial_priority as "initialPriority", priority_locked_at as "priorityLockedAt",
         first_seen as "firstSeen", active_at as "activeAt", resolved_at as "resolvedAt", version,
         changed_at as "changedAt", title, culprit, message, level, platform,
         first_release_id as "firstReleaseId"
       from groups where organization_id = $1 and id = any($2::bigint[]) order by id for no key update`,
      [organizationId, ids],
    ),
  );
  const request = {
    organizationId,
    locked,
    userId: null,
    rows: EVERY_ROW,
  };
  const states = new Map((await readIssueStates(tx, request)).map((state) => [state.id, state]));
  return new Map(
    locked.flatMap(({ id, title, culprit, message, level, platform, firstReleaseId }) => {
      const state = states.get(id);
      return state === undefined
        ? []
        : [[id, { ...state, title, culprit, message, level, platform, firstReleaseId }] as const];
    }),
  );
}
