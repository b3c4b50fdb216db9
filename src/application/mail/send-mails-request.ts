import type { JobRequest } from '../../persistence/compile/add-jobs';

/** Asks for the job that sends mail. One key an organization, so that their transactions do not wait for each other. */
export function sendMailsRequest(organizationId: string, runAt: Date): JobRequest {
  return { name: 'send-mails', key: `send-mails:${organizationId}`, payload: {}, runAt };
}
