import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection that stays open: one request after the other, read no further than needed, so that load costs little. */
export class EventConnection {
  private text = '';
  private answered: (status: number) => void = () => undefined;
  private failed: (error: Error) => void = () => undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay().setEncoding('latin1');
    socket.on('data', (chunk: string) => this.read(chunk));
    socket.on('close', () => this.failed(new Error('The server closed a connection.')));
    socket.on('error', () => undefined);
  }

  static async open(url: string): Promise<EventConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new EventConnection(socket);
  }

  /** The status of the answer. */
  send(request: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.answered = resolve;
      this.failed = reject;
      this.socket.write(request);
    });
  }

  close(): void {
    this.failed = () => undefined;
    this.socket.destroy();
  }

  private read(chunk: string): void {
    this.text += chunk;
    const head = this.text.indexOf('\r\n\r\n');
    if (head === -1) return;
    const length = Number(/content-length: (\d+)/i.exec(this.text)?.[1] ?? 0);
    if (this.text.length < head + 4 + length) return;
    const status = Number(this.text.slice(9, 12));
    this.text = '';
    this.answered(status);
  }
}
