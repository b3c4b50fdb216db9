import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { sharingSocket } from '../../../src/persistence/sharing-socket';

const ANSWER = Buffer.from(Array.from({ length: 4_000_000 }, (_, index) => index % 251));

let server: Server;
beforeAll(async () => {
  server = createServer((client) => client.end(ANSWER)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

/** All that arrives, and the most that arrives before others have a turn. */
async function receive(socket: Socket): Promise<{ readonly answer: Buffer; readonly most: number }> {
  const chunks: Buffer[] = [];
  let most = 0;
  let ofTurn = 0;
  let isOver = false;
  const turn = (): void => {
    ofTurn = 0;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    ofTurn += chunk.length;
    most = Math.max(most, ofTurn);
  });
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  await once(socket, 'end');
  isOver = true;
  return { answer: Buffer.concat(chunks), most };
}

it('a large answer arrives whole, and others have a turn between its chunks', async () => {
  const { answer, most } = await receive(sharingSocket());
  expect(answer.equals(ANSWER)).toBe(true);
  expect(most).toBeLessThanOrEqual(3 * 65_536);
});

it('what is sent together leaves in one message, and nothing waits longer', async () => {
  const received: string[] = [];
  const echo = createServer((client) => client.setEncoding('latin1').on('data', (text: string) => received.push(text)));
  await once(echo.listen(0, '127.0.0.1'), 'listening');
  const socket = sharingSocket();
  socket.connect((echo.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const messages = jest.spyOn(socket, '_writev');
  const send = (statement: string): void => {
    socket.cork();
    for (const part of statement) socket.write(part);
    socket.uncork();
  };
  send('one ');
  await Promise.resolve();
  send('two ');
  await new Promise(setImmediate);
  expect(messages).toHaveBeenCalledTimes(1);
  send('three');
  await new Promise(setImmediate);
  expect(messages).toHaveBeenCalledTimes(2);
  socket.end();
  await once(socket, 'close');
  expect(received.join('')).toBe('one two three');
  await new Promise((resolve) => echo.close(resolve));
});
