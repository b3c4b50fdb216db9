import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that the system gives to whoever asks for any port, so that nobody takes it meanwhile. */
const [FIRST, LAST] = [20_000, 32_000];
const TRIES = 50;

/** A port of the loopback on which nobody listens. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) return port;
  }
  throw new Error(`None of ${TRIES} ports was free.`);
}

/** Whether nobody listens there. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const [listening] = await Promise.allSettled([once(server, 'listening')]);
  server.close();
  return listening.status === 'fulfilled';
}
