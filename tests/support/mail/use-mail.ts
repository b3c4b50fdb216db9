import { DispatchOutbox } from '../../../src/application/dispatch-outbox/dispatch-outbox.handler';
import { MailConsumer } from '../../../src/application/mail/mail-consumer';
import { SendMails } from '../../../src/application/mail/send-mails.handler';
import { SmtpMailer } from '../../../src/bootstrap/smtp-mailer';
import { freePort } from '../free-port';
import type { TestDatabase } from '../test-database';
import { MailServer } from './mail-server';
import type { ReceivedMail } from './parse-mail';

export interface Mail {
  server: MailServer;
  /** The time that is read for sending. */
  now: Date;
  /** How much later it is each time that somebody reads it, in milliseconds. */
  passes: number;
  /** Mails that were given up. */
  readonly dead: { readonly id: string; readonly error: string }[];
  /** Dispatches what the organization has in its outbox, and sends what is due; answers what has arrived by that. */
  deliver(organizationId: string): Promise<readonly ReceivedMail[]>;
  /** Sends what is due. */
  send(): Promise<readonly ReceivedMail[]>;
}

/** A mail server, and the product's way to it; call it at the top of a test file, after useTestDatabase. */
export function useMail(
  database: TestDatabase,
  links: { readonly issueUrl?: string; readonly operationUrl?: string } = {},
): Mail {
  const mail = { dead: [] } as unknown as { -readonly [K in keyof Mail]: Mail[K] };
  let mailer: SmtpMailer;
  beforeAll(async () => {
    // One to which it can come back after having been away.
    mail.server = await MailServer.start(await freePort());
    mailer = new SmtpMailer({ url: mail.server.url, from: 'Muster <muster@mail.example>' });
  });
  beforeEach(async () => {
    mail.now = new Date();
    mail.passes = 0;
    mail.dead.length = 0;
    // Mails of other files of this worker, which nobody waits for.
    await database.query(`update mails set state = 'DROPPED' where state = 'PENDING'`);
  });
  afterAll(async () => {
    mailer.close();
    await mail.server.stop();
  });
  mail.send = async () => {
    const before = mail.server.mails.length;
    await new SendMails({
      unitOfWork: database.unitOfWork,
      clock: () => (mail.now = new Date(mail.now.getTime() + mail.passes)),
      mailer,
      links: { publicUrl: () => 'https://muster.example', issueUrl: null, operationUrl: null, ...links },
      reportDead: (dead) => mail.dead.push(dead),
    }).execute();
    return mail.server.mails.slice(before);
  };
  mail.deliver = async (organizationId) => {
    const consumers = [new MailConsumer()];
    await new DispatchOutbox({ unitOfWork: database.unitOfWork, clock: () => mail.now, consumers }).execute(
      organizationId,
    );
    return mail.send();
  };
  return mail;
}
