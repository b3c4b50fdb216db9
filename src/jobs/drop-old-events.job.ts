import type { DropOldEvents } from '../application/drop-old-events/drop-old-events.handler';
import { defineJob, type Job } from './define-job';

export function dropOldEventsJob(dropOldEvents: DropOldEvents): Job {
  return defineJob('drop-old-events', '47 3 * * *', async () => {
    await dropOldEvents.execute();
  });
}
