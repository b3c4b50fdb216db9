import type { Resolution } from '../../domain/releases/resolution';
import type { IssueState } from '../../domain/state/issue-state';
import { statement, type Statement } from '../statement';
import { addJobs } from './add-jobs';
import { perIssueWriter, present } from './per-issue-rows';
import { completionJob } from './releases/completion-job';
import type { WriteContext } from './write-context';

const writeRows = perIssueWriter({ rowOf: ({ resolution }) => resolution, upsert, remove });

/**
 * The releases in which the issues are resolved; an earlier row is replaced with all its columns. One that is still to
 * come may be made at the same time, so a job looks for it afterwards.
 */
export function* writeResolutions(states: readonly IssueState[], context: WriteContext): Iterable<Statement> {
  yield* writeRows(states, context);
  const pending = present(states, pendingOf);
  const [first] = pending;
  if (first === undefined) return;
  const [, { id }] = first;
  const { organizationId, now } = context;
  const projectIds = [...new Set(pending.map(([{ projectId }]) => projectId))];
  const request = { organizationId, projectIds, came: null };
  yield addJobs([completionJob(request, { key: `resolution:${id}`, runAt: now })]);
}

function pendingOf({ resolution }: IssueState): Resolution | null {
  return resolution?.status === 'PENDING' ? resolution : null;
}

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
