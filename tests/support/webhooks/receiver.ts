import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A call that came in. */
export interface ReceivedCall {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The body of a call, as far as tests look into it. */
export interface ReceivedPayload {
  readonly type: string;
  readonly operationId: string | null;
  readonly actorId: string | null;
  readonly organization: { readonly slug: string };
  readonly data: Readonly<Record<string, unknown>> & { readonly issueIds?: readonly string[] };
}

/** Somebody on the loopback whose webhook is called. */
export class WebhookReceiver {
  readonly calls: ReceivedCall[] = [];
  /** What is answered to the call; a test may change it. */
  answer: (call: ReceivedCall) => number = () => 204;

  private constructor(private readonly server: Server) {}

  static async start(port = 0): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const call = { headers: request.headers, body: Buffer.concat(chunks).toString() };
        receiver.calls.push(call);
        response.writeHead(receiver.answer(call)).end('seen');
      });
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  /** The bodies of all calls. */
  payloads(): ReceivedPayload[] {
    return this.calls.map(({ body }) => JSON.parse(body) as ReceivedPayload);
  }

  /** The ids of the deliveries, in the order of the calls. */
  ids(): (string | undefined)[] {
    return this.calls.map(({ headers }) => headers['webhook-id']?.toString());
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Throws where the call is not signed with the secret, by the library that receivers use. */
export function verifyCall(secret: string, { headers, body }: ReceivedCall): unknown {
  return new Webhook(secret).verify(body, headers as Record<string, string>);
}
