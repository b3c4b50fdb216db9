import type { FollowEvents } from '../application/follow-events/follow-events.handler';
import { defineJob, type Job } from './define-job';

type Payload = Parameters<FollowEvents['execute']>[0];

export function followEventsJob(followEvents: FollowEvents): Job {
  return defineJob('follow-events', null, (payload) => followEvents.execute(payload as Payload));
}
