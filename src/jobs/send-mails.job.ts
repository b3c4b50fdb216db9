import type { SendMails } from '../application/mail/send-mails.handler';
import { defineJob, type Job } from './define-job';

export function sendMailsJob(sendMails: SendMails): Job {
  return defineJob('send-mails', '* * * * *', async () => {
    await sendMails.execute();
  });
}
