import type { Logger } from 'pino';
import type { SendMailsDependencies } from '../application/mail/send-mails.handler';
import type { Environment } from '../config/environment';
import { SmtpMailer } from './smtp-mailer';

/** What the job that sends mail needs besides what all jobs need. */
export type MailDelivery = Pick<SendMailsDependencies, 'mailer' | 'links' | 'reportDead'>;

export interface OpenMail extends MailDelivery {
  /** Ends the connections to the mail server. */
  close(): void;
}

/** The way to the mail server; null where none is configured, and then no mail is made either. */
export function openMail(
  { mail }: Pick<Environment, 'mail'>,
  { logger, publicUrl }: { readonly logger: Pick<Logger, 'warn'>; readonly publicUrl: () => string },
): OpenMail | null {
  if (mail === null) return null;
  const { smtpUrl: url, from, issueUrl, operationUrl } = mail;
  const mailer = new SmtpMailer({ url, from });
  return {
    mailer,
    links: { publicUrl, issueUrl, operationUrl },
    reportDead: ({ id, error }) => logger.warn({ mail: id, reason: error }, 'a mail could not be delivered'),
    close: () => mailer.close(),
  };
}
