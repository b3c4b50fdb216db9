import type { IncomingMessage } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Server, WebSocket as ProtocolSocket } from 'graphql-ws';
import { WebSocket, type RawData } from 'ws';

/** Why the server closes a connection. Clients of graphql-ws connect again, except after the last. */
export const CLOSED = { GOING_AWAY: 1001, RESTART: 1012, TRY_AGAIN: 1013, UNAUTHORIZED: 4401 } as const;

/** What may wait to be sent: a client that never reads could otherwise let answers to its pings pile up. */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;
/** A frame has room for 123; the reasons of the protocol name ids, which clients make as long as they like. */
const MAX_REASON_BYTES = 120;
/** For a client to answer that it is closed; what it has not read by then is thrown away. */
const FAREWELL_MS = 1_000;

/** What the protocol knows of a connection. */
export interface ClientExtra {
  readonly request: IncomingMessage;
  readonly socket: ClientSocket;
}

/** A WebSocket as the protocol needs it, which is given up where the other side is gone or does not read. */
export class ClientSocket implements ProtocolSocket {
  private answered = true;

  constructor(
    private readonly socket: WebSocket,
    private readonly options: { readonly log: FastifyBaseLogger; readonly pingSeconds: number },
  ) {}

  get protocol(): string {
    return this.socket.protocol;
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /** Lets the protocol speak over it until it is closed. */
  serve(protocol: Server<ClientExtra>, request: IncomingMessage): void {
    const closed = protocol.opened(this, { request, socket: this });
    const pings = setInterval(() => this.ping(), this.options.pingSeconds * 1_000);
    this.socket.on('pong', () => (this.answered = true));
    // For example a message that is too large: ws closes the connection with the code that says so.
    this.socket.on('error', (error) => this.options.log.debug({ err: error }, 'a connection failed'));
    this.socket.on('close', (code, reason) => {
      clearInterval(pings);
      this.options.log.debug({ code }, 'a connection was closed');
      void this.settle(closed(code, String(reason)));
    });
  }

  /** Resolves when it has left this process, so that whoever tells much waits for the client to take it. */
  send(data: string): Promise<void> {
    // Whoever has much to say to a client that is gone must not do so without a break.
    if (!this.isOpen) return nextTurn();
    if (this.socket.bufferedAmount > MAX_BUFFERED_BYTES) this.close(CLOSED.TRY_AGAIN, 'Too slow.');
    return new Promise((resolve) => this.socket.send(data, () => resolve()));
  }

  close(code: number, why: string): void {
    const reason = Buffer.from(why).subarray(0, MAX_REASON_BYTES).toString();
    if (this.isOpen) this.options.log.info({ code, reason }, 'a connection was cut off');
    this.socket.close(code, reason);
    setTimeout(() => this.socket.terminate(), FAREWELL_MS).unref();
  }

  onMessage(take: (data: string) => Promise<void>): void {
    // Messages are texts; ws gives them as bytes.
    this.socket.on('message', (data: RawData) => void this.settle(take(String(data))));
  }

  private ping(): void {
    if (!this.answered) return this.socket.terminate();
    this.answered = false;
    if (this.isOpen) this.socket.ping();
  }

  private async settle(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.options.log.error({ err: error }, 'fault');
      // For example a database that could not be reached: a code for faults would keep clients away for good.
      this.close(CLOSED.TRY_AGAIN, 'The server made a mistake; try again.');
    }
  }
}
