import type { AgeIssues } from '../application/age-issues/age-issues.handler';
import { defineJob, type Job } from './define-job';

export function ageIssuesJob(ageIssues: AgeIssues): Job {
  return defineJob('age-issues', '7 * * * *', async () => {
    await ageIssues.execute();
  });
}
