import type { Resolution } from '../../domain/releases/resolution';
import type { IssueState } from '../../domain/state/issue-state';
import { statement, type Statement } from '../statement';
import { perIssueWriter } from './per-issue-rows';
import type { WriteContext } from './write-context';

/** The releases in which the issues are resolved; an earlier row is replaced with all its columns. */
export const writeResolutions = perIssueWriter({ rowOf: ({ resolution }) => resolution, upsert, remove });

function upsert(rows: readonly (readonly [IssueState, Resolution])[], { organizationId }: WriteContext): Statement {
  return statement(
    'upsert-resolutions',
    `insert into group_resolutions (organization_id, group_id, project_id, id, release_id, current_release_version,
       future_release_version, type, status, actor_id, date_added)
     select $1, n.*
     from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[],
       $9::text[], $10::bigint[], $11::timestamptz[]) n
     on conflict (organization_id, group_id)
     do update set id = excluded.id, release_id = excluded.release_id,
       current_release_version = excluded.current_release_version,
       future_release_version = excluded.future_release_version, type = excluded.type, status = excluded.status,
       actor_id = excluded.actor_id, date_added = excluded.date_added`,
    [
      organizationId,
      rows.map(([{ id }]) => id),
      rows.map(([{ projectId }]) => projectId),
      rows.map(([, { id }]) => id),
      rows.map(([, { releaseId }]) => releaseId),
      rows.map(([, { currentReleaseVersion }]) => currentReleaseVersion),
      rows.map(([, { futureReleaseVersion }]) => futureReleaseVersion),
      rows.map(([, { type }]) => type),
      rows.map(([, { status }]) => status),
      rows.map(([, { actorId }]) => actorId),
      rows.map(([, { dateAdded }]) => dateAdded),
    ],
  );
}

function remove(groupIds: readonly string[], { organizationId }: WriteContext): Statement {
  return statement(
    'delete-resolutions',
    `delete from group_resolutions where organization_id = $1 and group_id = any($2::bigint[])`,
    [organizationId, groupIds],
  );
}
