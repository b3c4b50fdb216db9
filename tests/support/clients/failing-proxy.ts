import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Lets requests through to a server, and hides that it answered those of one method: the client hears 503. */
export class FailingProxy {
  /** Requests of that method that went through. */
  passed = 0;

  private constructor(private readonly server: Server) {}

  static async start(target: string, { method }: { readonly method: string }): Promise<FailingProxy> {
    const server = createServer();
    const proxy = new FailingProxy(server);
    server.on('request', (incoming, answer) => {
      const { url = '', headers } = incoming;
      const outgoing = request(new URL(url, target), { method: incoming.method, headers }, (response) => {
        if (incoming.method !== method) {
          answer.writeHead(response.statusCode ?? 502, response.headers);
          response.pipe(answer);
          return;
        }
        proxy.passed += 1;
        response.resume().on('end', () => answer.writeHead(503).end());
      });
      incoming.pipe(outgoing);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
