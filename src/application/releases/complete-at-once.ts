import { addJobs, type JobRequest } from '../../persistence/compile/add-jobs';
import { completeResolutions } from '../../persistence/compile/releases/complete-resolutions';
import { completionJob } from '../../persistence/compile/releases/completion-job';
import type { ReleaseOfProject } from '../../persistence/compile/releases/insert-releases';
import type { Executor } from '../../persistence/statement';

/** Issues of each project that are looked at in the transaction which brings the release. */
const AT_ONCE = 1_000;

/**
 * Completes what waits for these releases, as far as it is little, and leaves the rest to a job. Until that has run the
 * rules go by the release all the same (`read-resolutions`).
 */
export async function completeAtOnce(tx: Executor, added: readonly ReleaseOfProject[], now: Date): Promise<void> {
  if (added.length === 0) return;
  const projects = [...new Map(added.map((link) => [link.projectId, link])).values()];
  const came = { ids: [...new Set(added.map(({ releaseId }) => releaseId))], at: now };
  await completeResolutions(tx, { projects, came, after: '0', limit: AT_ONCE });
  const organizationIds = [...new Set(added.map(({ organizationId }) => organizationId))];
  await tx.rows(addJobs(organizationIds.flatMap((id) => jobOf(id, added, now))));
}

function jobOf(organizationId: string, added: readonly ReleaseOfProject[], runAt: Date): JobRequest[] {
  const links = added.filter((link) => link.organizationId === organizationId);
  const [first] = links;
  if (first === undefined) return [];
  const projectIds = [...new Set(links.map(({ projectId }) => projectId))];
  const came = { ids: [...new Set(links.map(({ releaseId }) => releaseId))], at: runAt.toISOString() };
  const key = `${first.projectId}:${first.releaseId}`;
  return [completionJob({ organizationId, projectIds, came }, { key, runAt })];
}
