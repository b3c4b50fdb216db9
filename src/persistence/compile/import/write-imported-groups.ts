import type { ImportedIssue } from '../../../domain/import/imported-issue';
import type { HashKey } from '../../read/find-owners-of-hashes';
import { statement, type Executor } from '../../statement';

/** A fingerprint's hash that is to lead to an issue. */
export interface HashOfGroup extends HashKey {
  readonly groupId: string;
}

/** Gives issues further hashes; answers those that nobody had. */
export function attachGroupHashes(tx: Executor, hashes: readonly HashOfGroup[], now: Date): Promise<HashOfGroup[]> {
  return tx.rows<HashOfGroup>(
    statement(
      'attach-group-hashes',
      `insert into group_hashes (organization_id, project_id, hash, group_id, date_added)
       select organization_id, project_id, hash, group_id, $5
       from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[]) n (organization_id, project_id, hash, group_id)
       order by organization_id, project_id, hash
       on conflict (organization_id, project_id, hash) do nothing
       returning organization_id as "organizationId", project_id as "projectId", hash, group_id as "groupId"`,
      [
        hashes.map(({ organizationId }) => organizationId),
        hashes.map(({ projectId }) => projectId),
        hashes.map(({ hash }) => hash),
        hashes.map(({ groupId }) => groupId),
        now,
      ],
    ),
  );
}

/** An issue that is new, with its number in its project. */
export type NewImportedIssue = ImportedIssue & { readonly shortId: number };

/** Inserts new issues in any state. */
export async function insertImportedGroups(
  tx: Executor,
  organizationId: string,
  issues: readonly NewImportedIssue[],
): Promise<void> {
  await tx.rows(
    statement(
      'insert-imported-groups',
      `insert into groups (organization_id, id, project_id, short_id, category, title, culprit, message, level, platform,
         status, substatus, priority, initial_priority, priority_locked_at, first_seen, active_at, resolved_at, changed_at,
         first_release_id)
       select $1, id, "projectId", "shortId", category, title, culprit, message, level, platform,
         status, substatus, priority, "initialPriority", "priorityLockedAt", "firstSeen", "activeAt", "resolvedAt",
         "changedAt", "firstReleaseId"
       from jsonb_to_recordset($2::jsonb) n (id bigint, "projectId" bigint, "shortId" bigint, category text, title text,
         culprit text, message text, level text, platform text, status text, substatus text, priority text,
         "initialPriority" text, "priorityLockedAt" timestamptz, "firstSeen" timestamptz, "activeAt" timestamptz,
         "resolvedAt" timestamptz, "changedAt" timestamptz, "firstReleaseId" bigint)`,
      [organizationId, JSON.stringify(issues)],
    ),
  );
}

/** Opens the first period of new issues, and closes it where they are resolved. */
export async function openImportedGroups(
  tx: Executor,
  organizationId: string,
  issues: readonly ImportedIssue[],
): Promise<void> {
  await tx.rows(
    statement(
      'open-imported-groups',
      `insert into group_open_periods (organization_id, group_id, project_id, date_started, date_ended)
       select $1, group_id, project_id, date_started, date_ended
       from unnest($2::bigint[], $3::bigint[], $4::timestamptz[], $5::timestamptz[])
         n (group_id, project_id, date_started, date_ended)`,
      [
        organizationId,
        issues.map(({ id }) => id),
        issues.map(({ projectId }) => projectId),
        issues.map(({ firstSeen }) => firstSeen),
        issues.map(({ resolvedAt }) => resolvedAt),
      ],
    ),
  );
}

/** Gives issues that are there other values in their own row, and moves their version. */
export async function updateImportedGroups(
  tx: Executor,
  organizationId: string,
  issues: readonly ImportedIssue[],
): Promise<void> {
  await tx.rows(
    statement(
      'update-imported-groups',
      `update groups g
       set category = n.category, title = n.title, culprit = n.culprit, message = n.message, level = n.level,
         platform = n.platform, status = n.status, substatus = n.substatus, priority = n.priority,
         priority_locked_at = n."priorityLockedAt", first_seen = n."firstSeen", active_at = n."activeAt",
         resolved_at = n."resolvedAt", version = g.version + 1, changed_at = n."changedAt",
         first_release_id = n."firstReleaseId"
       from jsonb_to_recordset($2::jsonb) n (id bigint, category text, title text, culprit text, message text, level text,
         platform text, status text, substatus text, priority text, "priorityLockedAt" timestamptz,
         "firstSeen" timestamptz, "activeAt" timestamptz, "resolvedAt" timestamptz, "changedAt" timestamptz,
         "firstReleaseId" bigint)
       where g.organization_id = $1 and g.id = n.id`,
      [organizationId, JSON.stringify(issues)],
    ),
  );
}
