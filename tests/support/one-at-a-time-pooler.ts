import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { FrameReader } from './postgres-frames';

/** A pooler that loses whatever a client sends before the last statement is answered. */
export class OneAtATimePooler {
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((client) => this.connect(client));

  private constructor(private readonly target: URL) {}

  static async start(url: string): Promise<OneAtATimePooler> {
    const pooler = new OneAtATimePooler(new URL(url));
    await once(pooler.server.listen(0, '127.0.0.1'), 'listening');
    return pooler;
  }

  /** The database's URL through it. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.toString();
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private connect(client: Socket): void {
    const server = createConnection({ host: this.target.hostname, port: Number(this.target.port || 5432) });
    const requests = new FrameReader(false);
    const answers = new FrameReader(true);
    let isBusy = false;
    client.on('data', (chunk) => {
      for (const { type, bytes } of requests.push(chunk)) {
        if (!isBusy) server.write(bytes);
        isBusy ||= type === 'Q' || type === 'S';
      }
    });
    server.on('data', (chunk) => {
      if (answers.push(chunk).some(({ type }) => type === 'Z')) isBusy = false;
      client.write(chunk);
    });
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
  }
}
