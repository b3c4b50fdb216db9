import type { Deletion, IssueState } from '../../domain/state/issue-state';
import { statement, type Statement } from '../statement';
import { addJobs, type JobRequest } from './add-jobs';
import { deletionJobs } from './deletion-jobs';
import { perIssueWriter } from './per-issue-rows';
import type { WriteContext } from './write-context';

type Row = readonly [IssueState, Deletion];

/**
 * Issues that are to be deleted, with all that must be true at once: their fingerprints lead elsewhere, the audit knows
 * them, and jobs that delete their rows are queued. An issue that is not to be deleted after all loses only its place
 * among them here; the rest is for the undo.
 */
export function writeDeletions(states: readonly IssueState[], context: WriteContext): readonly Statement[] {
  const deleted = states.flatMap((state): Row[] => (state.deletion === null ? [] : [[state, state.deletion]]));
  const released = deleted.filter(([, { tombstoneId }]) => tombstoneId === null);
  const discarded = deleted.filter(([, { tombstoneId }]) => tombstoneId !== null);
  return [
    ...writeWaiting(states, context),
    ...(released.length > 0 ? [releaseHashes(released, context)] : []),
    ...(discarded.length > 0 ? [insertTombstones(discarded, context), buryHashes(discarded, context)] : []),
    ...(deleted.length > 0 ? [insertAudit(deleted, context)] : []),
    ...(deleted.length > 0 && !context.waitsForEnd ? [addJobs(jobsOf(deleted, context))] : []),
  ];
}

const writeWaiting = perIssueWriter({ rowOf: ({ deletion }) => deletion, upsert, remove });

function upsert(rows: readonly Row[], { organizationId, operationId, now, undoUntil = now }: WriteContext): Statement {
  return statement(
    'insert-deletions',
    `insert into group_deletions (organization_id, group_id, project_id, kind, tombstone_id, operation_id, due_at)
     select $1, n.group_id, n.project_id, n.kind, n.tombstone_id, $2, $3
     from unnest($4::bigint[], $5::bigint[], $6::text[], $7::bigint[]) n (group_id, project_id, kind, tombstone_id)`,
    [
      organizationId,
      operationId,
      undoUntil,
      rows.map(([{ id }]) => id),
      rows.map(([{ projectId }]) => projectId),
      rows.map(([, { kind }]) => kind),
      rows.map(([, { tombstoneId }]) => tombstoneId),
    ],
  );
}

function remove(groupIds: readonly string[], { organizationId }: WriteContext): Statement {
  return statement(
    'delete-deletions',
    `delete from group_deletions where organization_id = $1 and group_id = any($2::bigint[])`,
    [organizationId, groupIds],
  );
}

/** Nobody has the fingerprints any more: the next event makes a new issue. The rows are kept for an undo. */
function releaseHashes(rows: readonly Row[], { organizationId, operationId }: WriteContext): Statement {
  return statement(
    'release-hashes',
    `with gone as (
       delete from group_hashes where organization_id = $1 and group_id = any($3::bigint[]) returning *
     )
     insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
     select $1, $2, group_id, 'group_hashes', to_jsonb(gone) from gone`,
    [organizationId, operationId, rows.map(([{ id }]) => id)],
  );
}

/** The tombstones have the fingerprints now. What they were is kept for an undo. */
function buryHashes(rows: readonly Row[], { organizationId, operationId }: WriteContext): Statement {
  return statement(
    'bury-hashes',
    `with buried as (
       update group_hashes h set group_id = null, tombstone_id = n.tombstone_id
       from unnest($3::bigint[], $4::bigint[]) n (group_id, tombstone_id)
       where h.organization_id = $1 and h.group_id = n.group_id
       returning n.group_id as former_group_id, h.project_id, h.hash, h.date_added
     )
     insert into bulk_operation_removed_rows (organization_id, operation_id, group_id, relation, content)
     select $1, $2, former_group_id, 'group_hashes',
       jsonb_build_object('project_id', project_id, 'hash', hash, 'date_added', date_added)
     from buried`,
    [organizationId, operationId, rows.map(([{ id }]) => id), rows.map(([, { tombstoneId }]) => tombstoneId)],
  );
}

function insertTombstones(rows: readonly Row[], { organizationId, actorId, now }: WriteContext): Statement {
  return statement(
    'insert-tombstones',
    `insert into group_tombstones (organization_id, id, project_id, previous_group_id, title, culprit, message, level,
       platform, actor_id, created_at)
     select g.organization_id, n.tombstone_id, g.project_id, g.id, g.title, g.culprit, g.message, g.level, g.platform,
       $2, $3
     from unnest($4::bigint[], $5::bigint[]) n (group_id, tombstone_id)
     join groups g on g.organization_id = $1 and g.id = n.group_id`,
    [organizationId, actorId, now, rows.map(([{ id }]) => id), rows.map(([, { tombstoneId }]) => tombstoneId)],
  );
}

/** One line an issue, all with one transaction id. */
function insertAudit(rows: readonly Row[], { organizationId, operationId, actorId, now }: WriteContext): Statement {
  return statement(
    'insert-deletion-audit',
    `with transaction as materialized (select gen_random_uuid() as id)
     insert into deletion_audit_entries (organization_id, kind, group_id, project_id, project_slug, transaction_id,
       operation_id, actor_id, created_at)
     select $1, n.kind, n.group_id, n.project_id, p.slug, transaction.id, $2, $3, $4
     from unnest($5::bigint[], $6::bigint[], $7::text[]) n (group_id, project_id, kind)
     join projects p on p.organization_id = $1 and p.id = n.project_id
     cross join transaction`,
    [
      organizationId,
      operationId,
      actorId,
      now,
      rows.map(([{ id }]) => id),
      rows.map(([{ projectId }]) => projectId),
      rows.map(([, { kind }]) => kind),
    ],
  );
}

/** The issues with the fewest events first. */
function jobsOf(
  rows: readonly Row[],
  { organizationId, operationId, now, undoUntil = now }: WriteContext,
): JobRequest[] {
  const smallestFirst = [...rows.map(([state]) => state)].sort((a, b) => a.timesSeen - b.timesSeen || byId(a, b));
  return deletionJobs(
    smallestFirst.map(({ id, projectId }) => ({
      organizationId,
      operationId: operationId ?? '',
      projectId,
      groupId: id,
    })),
    { runAt: undoUntil, prefix: 'delete-groups' },
  );
}

function byId(a: IssueState, b: IssueState): number {
  return BigInt(a.id) < BigInt(b.id) ? -1 : 1;
}
