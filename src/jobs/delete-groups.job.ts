import type { DeleteGroups } from '../application/delete-groups/delete-groups.handler';
import { defineJob, type Job } from './define-job';

type Payload = Parameters<DeleteGroups['execute']>[0];

/** What is no request of ours is dropped: it would be no better the next time. */
export function deleteGroupsJob(deleteGroups: DeleteGroups): Job {
  return defineJob('delete-groups', null, async (payload) => {
    await deleteGroups.execute(payload as Payload);
  });
}
