import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Transform, type TransformCallback } from 'node:stream';
import { ExecutionReader, FrameReader, type Frame } from './postgres-frames';

/** A statement as it went over the wire. */
export interface SentStatement {
  /** What its leading comment says; of one without a comment the whole text, such as COMMIT. */
  readonly label: string;
  readonly text: string;
  /** Number of the connection. */
  readonly connection: number;
}

/** Where a statement can be stopped: before PostgreSQL gets it, or when it is done and the client is about to hear of it. */
export type Side = 'request' | 'answer';

/** A statement that stands still. */
export interface Held {
  release(): void;
  /** Ends the connection, to both sides, without letting it through. */
  drop(): void;
}

interface Watch {
  readonly label: string;
  readonly side: Side;
  readonly reached: (held: Held) => void;
}

/** A proxy before PostgreSQL that reads what clients send, counts it, and stops it where a test wants. No TLS. */
export class PostgresProxy {
  private readonly statements: SentStatement[] = [];
  private readonly watches = new Set<Watch>();
  private readonly sockets = new Set<Socket>();
  private connections = 0;
  private refuses = false;

  private constructor(
    private readonly target: URL,
    private readonly server: Server,
  ) {
    server.on('connection', (client) => this.connect(client));
  }

  static async start(url: string): Promise<PostgresProxy> {
    const server = createServer();
    const proxy = new PostgresProxy(new URL(url), server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  /** The database's URL through the proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.toString();
  }

  /** Stops the next statement with the label; resolves when it stands. */
  hold(label: string, side: Side): Promise<Held> {
    return new Promise((reached) => this.watches.add({ label, side, reached }));
  }

  /** The transactions that were committed while `work` ran, each from its beginning to COMMIT. */
  async committed(work: () => Promise<unknown>): Promise<readonly (readonly SentStatement[])[]> {
    return transactionsOf(await this.sent(work));
  }

  /** The statements that were sent while `work` ran. */
  async sent(work: () => Promise<unknown>): Promise<readonly SentStatement[]> {
    const before = this.statements.length;
    await work();
    return this.statements.slice(before);
  }

  /** Ends all connections, and each new one at once, while `work` runs. */
  async refuse(work: () => Promise<unknown>): Promise<void> {
    this.refuses = true;
    for (const socket of this.sockets) socket.destroy();
    try {
      await work();
    } finally {
      this.refuses = false;
    }
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private connect(client: Socket): void {
    if (this.refuses) {
      client.destroy();
      return;
    }
    const server = createConnection({ host: this.target.hostname, port: Number(this.target.port || 5432) });
    const cut = (): void => {
      for (const socket of [client, server]) {
        socket.destroy();
        this.sockets.delete(socket);
      }
    };
    for (const socket of [client, server]) {
      this.sockets.add(socket.setNoDelay());
      socket.on('error', cut).on('close', cut);
    }
    this.connections += 1;
    const connection = this.connections;
    const reader = new ExecutionReader();
    const running: string[] = [];
    const requests = new Gate(new FrameReader(false), (frame) => {
      const text = reader.read(frame);
      if (text === null) return null;
      const label = labelOf(text);
      running.push(label);
      this.statements.push({ label, text, connection });
      return this.watchOf(label, 'request', cut);
    });
    const answers = new Gate(new FrameReader(true), ({ type }) => {
      // Done, failed, empty, suspended: in each case the oldest statement is answered.
      const label = 'CEIs'.includes(type) ? running.shift() : undefined;
      return label !== undefined && type === 'C' ? this.watchOf(label, 'answer', cut) : null;
    });
    client.pipe(requests).pipe(server).pipe(answers).pipe(client);
  }

  /** Resolves when the test lets the statement go; null where it need not stand. */
  private watchOf(label: string, side: Side, drop: () => void): Promise<void> | null {
    const watch = [...this.watches].find((one) => one.label === label && one.side === side);
    if (watch === undefined) return null;
    this.watches.delete(watch);
    return new Promise((release) => watch.reached({ release, drop }));
  }
}

/** Lets messages through in order, those for which `wait` answers a promise after it. */
class Gate extends Transform {
  constructor(
    private readonly reader: FrameReader,
    private readonly wait: (frame: Frame) => Promise<void> | null,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.forward(this.reader.push(chunk)).then(() => done(), done);
  }

  private async forward(frames: readonly Frame[]): Promise<void> {
    let ready: Buffer[] = [];
    for (const frame of frames) {
      const waiting = this.wait(frame);
      if (waiting !== null) {
        this.push(Buffer.concat(ready));
        ready = [];
        await waiting;
      }
      ready.push(frame.bytes);
    }
    this.push(Buffer.concat(ready));
  }
}

function labelOf(text: string): string {
  return /^\/\* (\S+) \*\//.exec(text)?.[1] ?? text.trim();
}

function transactionsOf(statements: readonly SentStatement[]): SentStatement[][] {
  const open = new Map<number, SentStatement[]>();
  return statements.flatMap((sent) => {
    if (/^(begin|start transaction)/i.test(sent.text)) open.set(sent.connection, []);
    const transaction = open.get(sent.connection);
    transaction?.push(sent);
    if (!/^(commit|rollback)$/i.test(sent.text)) return [];
    open.delete(sent.connection);
    return transaction !== undefined && sent.label === 'COMMIT' ? [transaction] : [];
  });
}
