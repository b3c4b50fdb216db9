import type { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { Connection, type Client } from 'pg';

/** For how long is waited for PostgreSQL to take notice. */
const LONGEST_MS = 5_000;

/** What the types of the driver leave out. */
interface Session {
  readonly host: string;
  readonly port: number;
  readonly ssl: unknown;
  readonly sslNegotiation: string;
  readonly processID: number;
  readonly secretKey: number;
  readonly connection: { readonly stream: Duplex };
}
interface Request extends EventEmitter {
  readonly stream: Duplex;
  connect(portOrPath: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processId: number, secretKey: number): void;
}

/**
 * Has PostgreSQL cancel what the session of a client runs. By the end of the promise it has been told, or never will be:
 * a session that is used before may lose its next statement instead. Where that cannot be known the session is ended.
 */
export function cancelStatement(client: Client): Promise<void> {
  const session = client as unknown as Session;
  const { host, port, ssl, sslNegotiation, processID, secretKey } = session;
  const request = new Connection({ ssl, sslNegotiation } as object) as unknown as Request;
  const tell = (): void => request.cancel(processID, secretKey);
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      session.connection.stream.destroy();
      request.stream.destroy();
    }, LONGEST_MS);
    request.on('error', () => request.stream.destroy());
    // PostgreSQL, and pgbouncer, hang up when the session has been told.
    request.once('end', () => {
      clearTimeout(late);
      resolve();
    });
    if (!ssl) request.once('connect', tell);
    else if (sslNegotiation !== 'direct') request.once('connect', () => request.requestSsl());
    request.once('sslconnect', tell);
    if (host.startsWith('/')) request.connect(`${host}/.s.PGSQL.${port}`);
    else request.connect(port, host);
  });
}
