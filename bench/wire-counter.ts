import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { FrontendMessages } from './frontend-messages';

const BEGIN = /^\s*(begin|start transaction)\b/i;
const END = /^\s*(commit|rollback)\s*;?\s*$/i;

/** Stands between a server and PostgreSQL, and notes the statements of each transaction as they pass. */
export class WireCounter {
  private transactions: (readonly string[])[] = [];

  private constructor(
    private readonly proxy: Server,
    /** The database's URL with the way through here. */
    readonly url: string,
  ) {}

  static async start(databaseUrl: string): Promise<WireCounter> {
    const target = new URL(databaseUrl);
    const proxy = createServer().listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const url = new URL(databaseUrl);
    url.hostname = '127.0.0.1';
    url.port = String((proxy.address() as AddressInfo).port);
    const counter = new WireCounter(proxy, url.toString());
    proxy.on('connection', (socket) => counter.join(socket, target));
    return counter;
  }

  /** Forgets what has passed. */
  reset(): void {
    this.transactions = [];
  }

  /** The statements of the longest transaction, BEGIN and COMMIT included. */
  longest(): readonly string[] {
    return this.transactions.reduce((a, b) => (b.length > a.length ? b : a), []);
  }

  async stop(): Promise<void> {
    this.proxy.close();
    await once(this.proxy, 'close');
  }

  private join(socket: Socket, { hostname, port }: URL): void {
    const upstream = connect(Number(port || 5432), hostname);
    let open: string[] | null = null;
    const messages = new FrontendMessages((text) => {
      if (BEGIN.test(text)) open = [];
      open?.push(text);
      if (open === null || !END.test(text)) return;
      this.transactions.push(open);
      open = null;
    });
    socket.on('data', (chunk) => messages.read(chunk));
    socket.pipe(upstream).pipe(socket);
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  }
}
