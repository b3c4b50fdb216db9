import type { ResolveByAge } from '../application/resolve-by-age/resolve-by-age.handler';
import { defineJob, type Job } from './define-job';

export function resolveByAgeJob(resolveByAge: ResolveByAge): Job {
  return defineJob('resolve-by-age', '23 * * * *', async () => {
    await resolveByAge.execute();
  });
}
