import type { MergeGroups } from '../application/merge-groups/merge-groups.handler';
import { defineJob, type Job } from './define-job';
import { readOperationPayload } from './operation-payload';

export function mergeGroupsJob(mergeGroups: MergeGroups): Job {
  return defineJob('merge-groups', null, (payload) => mergeGroups.execute(readOperationPayload(payload)));
}
