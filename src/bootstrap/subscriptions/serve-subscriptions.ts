import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { ClientSocket, CLOSED } from './client-socket';
import { subscriptionProtocol, type ProtocolLimits, type SubscriptionProtocolOptions } from './subscription-protocol';

const PATH = '/graphql';
/** For clients to take their leave after the server has. */
const FAREWELL_MS = 1_000;

/** What bounds connections. */
export interface ConnectionLimits extends ProtocolLimits {
  /** Connections that may be open at a time. */
  readonly limit: number;
  /** Between two pings; who has not answered one by the next is given up. */
  readonly pingSeconds: number;
  /** Bytes of a message that is taken. */
  readonly messageBytes: number;
}

export interface SubscriptionOptions extends Omit<SubscriptionProtocolOptions, 'log'> {
  readonly settings: SubscriptionProtocolOptions['settings'] & {
    /** Origins whose pages may connect; null lets all. */
    readonly allowedOrigins: readonly string[] | null;
    readonly connections: ConnectionLimits;
  };
}

/** Takes WebSocket connections at /graphql on the server's own port; when it stops, clients are told to go elsewhere. */
export function serveSubscriptions(app: FastifyInstance, options: SubscriptionOptions): void {
  const { allowedOrigins, connections } = options.settings;
  const { messageBytes: maxPayload, pingSeconds } = connections;
  const protocol = subscriptionProtocol({ ...options, log: app.log });
  const sockets = new WebSocketServer({ noServer: true, maxPayload, handleProtocols });
  let closing = false;
  const refusalOf = ({ url = '', headers: { origin } }: IncomingMessage): string | null => {
    if (url.split('?', 1)[0] !== PATH) return '404 Not Found';
    if (origin !== undefined && allowedOrigins?.includes(origin) === false) return '403 Forbidden';
    return closing || sockets.clients.size >= connections.limit ? '503 Service Unavailable' : null;
  };
  app.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const refusal = refusalOf(request);
    // Without a listener the error of a client that has gone would end the process.
    stream.on('error', () => stream.destroy());
    // Of a client that does not hang up by itself the socket would stay, and hold up the server's end.
    if (refusal !== null) {
      stream.once('finish', () => stream.destroy());
      return stream.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      new ClientSocket(socket, { log: app.log, pingSeconds }).serve(protocol, request);
    });
  });
  app.addHook('preClose', async () => {
    closing = true;
    for (const socket of sockets.clients) socket.close(CLOSED.GOING_AWAY, 'The server stops; connect again.');
    for (const end = Date.now() + FAREWELL_MS; sockets.clients.size > 0 && Date.now() < end;) await wait(10);
    for (const socket of sockets.clients) socket.terminate();
  });
}
