import type { DispatchOutbox } from '../application/dispatch-outbox/dispatch-outbox.handler';
import { defineJob, type Job } from './define-job';
import { readOrganizationPayload } from './organization-payload';

export function dispatchOutboxJob(dispatchOutbox: DispatchOutbox): Job {
  return defineJob('dispatch-outbox', null, async (payload) => {
    await dispatchOutbox.execute(readOrganizationPayload(payload));
  });
}
