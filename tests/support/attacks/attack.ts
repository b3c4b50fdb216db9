import { once } from 'node:events';
import { request } from 'node:http';
import { createConnection, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** The server under attack, and somebody who may use it. */
export interface Target {
  readonly url: string;
  readonly token: string;
  /** Slug. */
  readonly organization: string;
  readonly project: { readonly id: string; readonly publicKey: string };
}

/** A hostile request, or many of them, over connections of its own. */
export interface Attack {
  readonly name: string;
  /** What became of it, in a few words: the status with the code, or with what the connection was closed. */
  readonly run: (target: Target) => Promise<string>;
  readonly outcome: string | RegExp;
}

export interface Message {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Sent piece by piece, in chunks. */
  readonly body?: string | Buffer | AsyncIterable<Buffer | string>;
}

/** Sends a request, and answers with its status and the codes that the answer has. */
export function sent(
  target: Target,
  { method = 'POST', path = '/graphql', headers = {}, body }: Message,
): Promise<string> {
  const { hostname, port } = new URL(target.url);
  return new Promise((resolve) => {
    const sending = request({ hostname, port, method, path, agent: false, headers: headersOf(target, headers) });
    sending.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', () => resolve(`${response.statusCode} cut off`));
      response.on('end', () => resolve(`${response.statusCode} ${codesOf(String(Buffer.concat(parts)))}`.trim()));
    });
    // It can be closed before all has been sent, and before its answer is read.
    sending.on('error', ({ code }: NodeJS.ErrnoException) => resolve(`closed: ${code}`));
    if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) sending.end(body);
    else void pour(body, sending);
  });
}

function headersOf({ token }: Target, more: Message['headers']): Record<string, string | string[]> {
  const usual = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return { ...usual, ...(more as Record<string, string | string[]>) };
}

async function pour(pieces: AsyncIterable<Buffer | string>, into: ReturnType<typeof request>): Promise<void> {
  for await (const piece of pieces) {
    if (into.destroyed) return;
    if (!into.write(piece)) await Promise.race([once(into, 'drain'), once(into, 'close')]).catch(() => undefined);
  }
  into.end();
}

/** Codes of the errors and userErrors of an answer, each once. */
function codesOf(text: string): string {
  const codes = [...text.matchAll(/"code":"([A-Z_]+)"/g)].map(([, code]) => code);
  return [...new Set(codes)].join(' ');
}

/** Posts a document. */
export function posted(target: Target, query: string, variables: object = {}): Promise<string> {
  return sent(target, { body: JSON.stringify({ query, variables }) });
}

/** Writes bytes as they are, the later ones after `pauseMs`; the status that comes back, or that none came. */
export async function written(target: Target, pieces: readonly string[], pauseMs = 0): Promise<string> {
  const socket = await connected(target);
  const answer = answerOf(socket);
  for (const piece of pieces) {
    if (socket.destroyed || !socket.writable) break;
    socket.write(piece);
    if (pauseMs > 0) await Promise.race([wait(pauseMs), answer]);
  }
  const outcome = await answer;
  socket.destroy();
  return outcome;
}

export async function connected({ url }: Target): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = createConnection({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** The status line that comes first; `closed` where the connection ends without. */
export function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (part: Buffer) => {
      text += String(part);
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      if (status !== undefined) resolve(status);
    });
    socket.on('close', () => resolve('closed'));
    socket.on('end', () => resolve('closed'));
  });
}

/** The text so many times. */
export function repeat(times: number, make: string | ((index: number) => string)): string {
  if (typeof make === 'string') return make.repeat(times);
  return Array.from({ length: times }, (_, index) => make(index)).join(' ');
}
