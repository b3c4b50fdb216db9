import type { Release } from '../../domain/releases/release';
import { statement, type Executor } from '../statement';

/** The newest release of a project that holds a commit. */
export interface ReleaseOfCommit extends Release {
  readonly commitId: string;
  readonly projectId: string;
}

/** Of each commit and project the newest release, by its date, that holds the commit; none: it is not released. */
export function readReleasesOfCommits(
  executor: Executor,
  organizationId: string,
  commitIds: readonly string[],
): Promise<ReleaseOfCommit[]> {
  return executor.rows<ReleaseOfCommit>(
    statement(
      'read-releases-of-commits',
      `select distinct on (rc.commit_id, rp.project_id) rc.commit_id as "commitId", rp.project_id as "projectId",
         r.id, r.version, r.date_added as "dateAdded", r.date_released as "dateReleased"
       from release_commits rc
       join releases r on r.organization_id = $1 and r.id = rc.release_id
       join release_projects rp on rp.organization_id = $1 and rp.release_id = r.id
       where rc.organization_id = $1 and rc.commit_id = any ($2::bigint[])
       order by rc.commit_id, rp.project_id, coalesce(r.date_released, r.date_added) desc, r.id desc`,
      [organizationId, commitIds],
    ),
  );
}
