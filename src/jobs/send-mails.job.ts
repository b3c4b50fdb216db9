import type { SendMails } from '../application/mail/send-mails.handler';
import { defineCallingJob, type Job } from './define-job';

export function sendMailsJob(sendMails: SendMails): Job {
  return defineCallingJob('send-mails', '* * * * *', async () => {
    await sendMails.execute();
  });
}
