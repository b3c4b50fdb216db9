import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { parseMail, type ReceivedMail } from './parse-mail';

/** An SMTP server of the loopback that keeps what it gets. */
export class MailServer {
  /** In the order of their arrival. */
  readonly mails: ReceivedMail[] = [];
  /** Addresses that it refuses for good. */
  readonly refused = new Set<string>();
  /** Whether it refuses whoever sends, before it asks for whom. */
  refusesSender = false;
  /** How many of the next mails it turns away for now. */
  busyFor = 0;

  private constructor(
    private readonly server: SMTPServer,
    readonly port: number,
  ) {}

  static async start(port = 0): Promise<MailServer> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onMailFrom: (_address, _session, callback) => {
        const { refusesSender } = started;
        callback(refusesSender ? Object.assign(new Error('not you'), { responseCode: 550 }) : null);
      },
      onRcptTo: ({ address }, _session, callback) => {
        const isRefused = started.refused.has(address);
        callback(isRefused ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null);
      },
      onData: (stream, { envelope }, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (started.busyFor > 0) {
            started.busyFor -= 1;
            callback(Object.assign(new Error('later'), { responseCode: 451 }));
            return;
          }
          const recipients = envelope.rcptTo.map(({ address }) => address);
          started.mails.push(parseMail(Buffer.concat(chunks).toString('latin1'), recipients));
          callback();
        });
      },
    });
    const listening = server.listen(port, '127.0.0.1');
    await once(listening, 'listening');
    const started = new MailServer(server, (listening.address() as AddressInfo).port);
    return started;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }
}
