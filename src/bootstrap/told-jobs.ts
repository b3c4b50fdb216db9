import type { Logger } from 'pino';
import type { Job } from '../jobs/define-job';
import { loggedJobs } from './note-application';
import { telemetry } from './telemetry/start-telemetry';
import { tracedJobs } from './telemetry/trace-application';

/** The same jobs, of which the log tells, and traces where they are wanted. */
export function toldJobs(jobs: readonly Job[], logger: Logger): readonly Job[] {
  const logged = loggedJobs(jobs, logger);
  return telemetry === null ? logged : tracedJobs(logged, telemetry);
}
