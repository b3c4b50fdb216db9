import type { MergingOperation } from '../../read/find-merges';
import { addJobs, type JobRequest } from '../add-jobs';
import { statement, type Statement } from '../../statement';
import type { WriteContext } from '../write-context';

/** The name of the job that finishes merges. */
export const MERGE_JOB = 'merge-groups';
/** Under which fingerprints that went to the parent are kept for the undo. */
export const MERGED_HASHES = 'merged_hashes';

const LATE_MS = 10 * 60_000;

/** An issue that goes into another. */
export interface MergedPair {
  readonly childId: string;
  readonly targetId: string;
}

/** The job's key: one an operation. */
export function mergeJobKey({ organizationId, operationId }: MergingOperation): string {
  return `${MERGE_JOB}:${organizationId}:${operationId}`;
}

/** Finishes the merges of an operation. */
export function mergeJob({ organizationId, operationId }: MergingOperation, runAt: Date): JobRequest {
  const payload = { organizationId, operationId };
  return { name: MERGE_JOB, key: mergeJobKey(payload), payload, runAt };
}

/** Looks once more for events that were on their way; no transaction takes longer than that. */
export function lateJob(operation: MergingOperation, now: Date): JobRequest {
  const runAt = new Date(now.getTime() + LATE_MS);
  return { ...mergeJob(operation, runAt), key: `${mergeJobKey(operation)}:late` };
}

/**
 * What a merge does at once: the fingerprints go to the parent, so that new events land there; the children know where
 * they go; and a job that moves everything else waits until the merge can no longer be undone.
 */
export function beginMerges(pairs: readonly MergedPair[], context: WriteContext): readonly Statement[] {
  const { organizationId, operationId, now, undoUntil = now } = context;
  // Only an operation merges, so it has an id.
  const operation = { organizationId, operationId: operationId ?? '' };
  return [handOverHashes(pairs, context), insertRedirects(pairs, context), addJobs([mergeJob(operation, undoUntil)])];
}

function handOverHashes(pairs: readonly MergedPair[], { organizationId, operationId }: WriteContext): Statement {
  return statement(
    'hand-over-hashes',
    `with moved as (
       update group_hashes h set group_id = p.target_id
       from unnest($3::bigint[], $4::bigint[]) p (child_id, target_id)
       join groups parent on parent.organization_id = $1 and parent.id = p.target_id
         and parent.status not in ('PENDING_DELETION', 'DELETION_IN_PROGRESS')
       where h.organization_id = $1 and h.group_id = p.child_id
       returning p.child_id, h.project_id, h.hash, h.date_added
     )
     insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
     select $1, $2, child_id, '${MERGED_HASHES}',
       jsonb_build_object('project_id', project_id, 'hash', hash, 'date_added', date_added)
     from moved`,
    [organizationId, operationId, ...columns(pairs)],
  );
}

function insertRedirects(pairs: readonly MergedPair[], context: WriteContext): Statement {
  const { organizationId, operationId, now, undoUntil = now } = context;
  return statement(
    'insert-redirects',
    `insert into group_redirects
       (organization_id, previous_group_id, group_id, project_id, previous_short_id, operation_id, due_at)
     select $1, g.id, p.target_id, g.project_id, g.short_id, $2, $5
     from unnest($3::bigint[], $4::bigint[]) p (child_id, target_id)
     join groups g on g.organization_id = $1 and g.id = p.child_id`,
    [organizationId, operationId, ...columns(pairs), undoUntil],
  );
}

function columns(pairs: readonly MergedPair[]): readonly (readonly string[])[] {
  return [pairs.map(({ childId }) => childId), pairs.map(({ targetId }) => targetId)];
}
