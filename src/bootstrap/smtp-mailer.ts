import { createTransport } from 'nodemailer';
import type { Delivery, Mailer, OutgoingMail } from '../application/mail/mailer';
import { oneLine } from '../domain/mail/one-line';

export interface SmtpSettings {
  /** Absent: two minutes. */
  readonly longestMs?: number;
  /** With the password: not for logs. */
  readonly url: string;
  /** `muster@example.com`, or `Muster <muster@example.com>`. */
  readonly from: string;
}

/** A mail server that says nothing for so long is not there. */
const PATIENCE_MS = 15_000;
/** For a mail in all, with those of its batch that go before it: a server that talks slowly would otherwise never end. */
const LONGEST_MS = 120_000;
const ERROR_LENGTH = 300;
/** The server refused this mail, or its recipient. */
const OF_ONE_MAIL: ReadonlySet<string> = new Set(['EENVELOPE', 'EMESSAGE']);
/** What it refuses after this is the sender, who is the same in all mails. */
const NAMES_THE_SENDER = 'MAIL FROM';

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
  readonly message: string;
}

/** Hands mails to an SMTP server over a few connections that stay open between mails. */
export class SmtpMailer implements Mailer {
  private readonly transport;
  private readonly domain: string;

  constructor(private readonly settings: SmtpSettings) {
    this.domain = /@([^@>\s]+)>?\s*$/.exec(settings.from)?.[1] ?? 'localhost';
    this.transport = createTransport({
      ...{ url: settings.url, pool: true, maxConnections: 2, maxRequeues: 0 },
      ...{ connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS },
      ...{ disableFileAccess: true, disableUrlAccess: true },
    });
  }

  send(mail: OutgoingMail): Promise<Delivery> {
    return this.transport.sendMail(this.message(mail)).then(() => ({ delivered: true }), failed);
  }

  /** Ends the connections. */
  close(): void {
    this.transport.close();
  }

  private message(mail: OutgoingMail): Parameters<typeof this.transport.sendMail>[0] {
    const { id, to, subject, text, html, unsubscribeUrl, organizationSlug, thread } = mail;
    const isSecure = unsubscribeUrl.startsWith('https:');
    return {
      from: this.settings.from,
      to: { name: oneLine(to.name, 100), address: to.address },
      messageId: `<${id}@${this.domain}>`,
      ...(thread !== null && { references: `<${thread}.${organizationSlug}@${this.domain}>` }),
      subject,
      text,
      html,
      // Lines that are folded as flowed text would tear the links apart in some mail programs.
      textEncoding: 'quoted-printable',
      signal: AbortSignal.timeout(this.settings.longestMs ?? LONGEST_MS),
      headers: {
        'List-ID': `<${organizationSlug}.muster.${this.domain}>`,
        'List-Unsubscribe': `<${unsubscribeUrl}>`,
        // One click is for https only (RFC 8058).
        ...(isSecure && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
        'Auto-Submitted': 'auto-generated',
      },
    };
  }
}

function failed({ code = '', responseCode = 0, command, message }: SmtpError): Delivery {
  const isOfMail = OF_ONE_MAIL.has(code) && command !== NAMES_THE_SENDER;
  return {
    delivered: false,
    permanent: isOfMail && responseCode >= 500,
    unreachable: !isOfMail,
    error: oneLine(`${code} ${message}`, ERROR_LENGTH),
  };
}
