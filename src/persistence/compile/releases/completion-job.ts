import type { JobRequest } from '../add-jobs';

/** The name of the job that completes what waits for releases. */
export const COMPLETION_JOB = 'complete-resolutions';

/** Projects of an organization in which resolutions may wait for a release that is there. */
export interface CompletionRequest {
  readonly organizationId: string;
  readonly projectIds: readonly string[];
  /** Releases that have just come, and when, as text; null: whatever has come. */
  readonly came: { readonly ids: readonly string[]; readonly at: string } | null;
}

/**
 * Looks at what waits once the transaction that asks for it is committed. Both sides ask: whoever brings a release, and
 * whoever resolves in the next one. Neither sees what the other has not committed yet, so the job of the later one
 * finds both. `key` names the request among all others, so that no transaction waits for another's key.
 */
export function completionJob(
  request: CompletionRequest,
  { key, runAt }: Pick<JobRequest, 'key' | 'runAt'>,
): JobRequest {
  const { organizationId } = request;
  return { name: COMPLETION_JOB, key: `${COMPLETION_JOB}:${organizationId}:${key}`, payload: { ...request }, runAt };
}
