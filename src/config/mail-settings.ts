import { EnvironmentError, type VariableReader } from './variable-reader';

/** How mail is sent. */
export interface MailSettings {
  /** The SMTP server, with the password: not for logs. */
  readonly smtpUrl: string;
  /** An address, perhaps with a name before it. */
  readonly from: string;
  /** Pages of issues and operations, with `{id}` in the place of the id; null: there are none. */
  readonly issueUrl: string | null;
  readonly operationUrl: string | null;
}

/** As in `Muster <muster@example.com>`, without what would need quoting. */
const SENDER = /^(?:[^<>"(),;:@\\\p{Cc}]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u;

/** The settings of mail; null: none is sent. Throws EnvironmentError where they contradict each other. */
export function readMail({ text, url }: VariableReader): MailSettings | null {
  const smtpUrl = url('MUSTER_SMTP_URL', ['smtp:', 'smtps:']);
  const from = text('MUSTER_MAIL_FROM');
  const issueUrl = url('MUSTER_ISSUE_URL', ['http:', 'https:']);
  const operationUrl = url('MUSTER_OPERATION_URL', ['http:', 'https:']);
  for (const [name, page] of Object.entries({ MUSTER_ISSUE_URL: issueUrl, MUSTER_OPERATION_URL: operationUrl })) {
    if (page === null || page.includes('{id}')) continue;
    throw new EnvironmentError(`${name} is "${page}"; it must hold {id} in the place of the id.`);
  }
  if (smtpUrl === null) return null;
  if (from !== null && SENDER.test(from)) return { smtpUrl, from, issueUrl, operationUrl };
  const form = 'an address, as in muster@example.com or Muster <muster@example.com>';
  throw new EnvironmentError(`MUSTER_MAIL_FROM is "${from ?? ''}"; with MUSTER_SMTP_URL it must be ${form}.`);
}
