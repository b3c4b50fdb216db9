import type { CompleteResolutions } from '../application/complete-resolutions/complete-resolutions.handler';
import { defineJob, type Job } from './define-job';

type Payload = Parameters<CompleteResolutions['execute']>[0];

export function completeResolutionsJob(completeResolutions: CompleteResolutions): Job {
  return defineJob('complete-resolutions', null, (payload) => completeResolutions.execute(payload as Payload));
}
