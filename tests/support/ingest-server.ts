import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { AcceptEvents, type AcceptEventsSettings } from '../../src/application/accept-events/accept-events.handler';
import { AuthorizeProject } from '../../src/application/authorize-project/authorize-project.query';
import { IngestEvents } from '../../src/application/ingest-events/ingest-events.handler';
import { ingestRoutes } from '../../src/ingest/ingest-routes';
import { SETTINGS } from './settings';
import type { TestDatabase } from './test-database';

export interface IngestServerOptions extends Partial<AcceptEventsSettings> {
  readonly maxEventBytes?: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

export interface SentRequest {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  /** Sent chunked where there are several, with their length where there is one. */
  readonly chunks?: readonly (Buffer | string)[];
}

/** The ingest routes alone, over real HTTP. */
export class IngestServer {
  private constructor(
    private readonly app: FastifyInstance,
    readonly acceptEvents: AcceptEvents,
  ) {}

  static async start(
    { unitOfWork }: Pick<TestDatabase, 'unitOfWork'>,
    { maxEventBytes = 1_000_000, ...settings }: IngestServerOptions = {},
  ): Promise<IngestServer> {
    const app = fastify();
    const acceptEvents = new AcceptEvents({
      ingestEvents: new IngestEvents({ unitOfWork, clock: () => new Date() }),
      settings: { ...SETTINGS, ...settings },
    });
    await app.register(ingestRoutes, {
      authorizeProject: new AuthorizeProject({ unitOfWork }),
      acceptEvents,
      maxEventBytes,
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    return new IngestServer(app, acceptEvents);
  }

  get port(): number {
    return (this.app.server.address() as AddressInfo).port;
  }

  /** Sends exactly these headers: no content-type of its own, unlike fetch. */
  send(path: string, { method = 'POST', headers = {}, chunks = [] }: SentRequest): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const length = chunks.length === 1 ? { 'content-length': Buffer.byteLength(chunks[0] ?? '') } : {};
      const options = { host: '127.0.0.1', port: this.port, path, method, headers: { ...length, ...headers } };
      const sent = request(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
          }),
        );
      });
      sent.on('error', reject);
      for (const chunk of chunks) sent.write(chunk);
      sent.end();
    });
  }

  stop(): Promise<void> {
    return this.app.close();
  }
}
