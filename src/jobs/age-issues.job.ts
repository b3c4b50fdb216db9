import type { AgeIssues } from '../application/age-issues/age-issues.handler';
import { defineJob, type Job } from './define-job';

export function ageIssuesJob(ageIssues: AgeIssues): Job {
  return defineJob('age-issues', '3,13,23,33,43,53 * * * *', async () => {
    await ageIssues.execute();
  });
}
