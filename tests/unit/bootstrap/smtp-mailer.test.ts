import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { OutgoingMail } from '../../../src/application/mail/mailer';
import { SmtpMailer } from '../../../src/bootstrap/smtp-mailer';

const MAIL: OutgoingMail = {
  ...{ id: 'x', to: { name: 'Ann', address: 'ann@mail.example' }, subject: 's', text: 't', html: '<p>t</p>' },
  ...{ unsubscribeUrl: 'https://muster.example/u', organizationSlug: 'acme', thread: null },
};

let server: Server;
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  server.close();
  await once(server, 'close');
});

it('gives up a mail server that never comes to the end of what it says', async () => {
  server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.write('220 mail.example\r\n');
    // The timeouts of sockets begin anew with each character.
    let talking: NodeJS.Timeout | undefined;
    socket.once('data', () => {
      socket.write('250-');
      talking = setInterval(() => socket.write('.'), 10);
    });
    socket.on('close', () => clearInterval(talking));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const mailer = new SmtpMailer({ url, from: 'muster@mail.example', longestMs: 300 });
  expect(await mailer.send(MAIL)).toMatchObject({ delivered: false, permanent: false, unreachable: true });
  mailer.close();
});
