import type { JobRequest } from '../../persistence/compile/add-jobs';

/** Asks for the dispatch of an organization. One waits at a time; while it runs, another may be asked for, which sees what the first did not. */
export function dispatchJob(organizationId: string, runAt: Date): JobRequest {
  return { name: 'dispatch-outbox', key: `dispatch-outbox:${organizationId}`, payload: { organizationId }, runAt };
}
