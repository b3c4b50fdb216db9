import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { GraphQLAnswerError, TestServer } from './http-server';
import { until } from './until';

/** What a subscription was told so far. */
export interface Followed<Data> {
  readonly events: Data[];
  readonly errors: GraphQLAnswerError[];
  /** Whether it is over. */
  completed: boolean;
  stop(): void;
}

/** A document, or what names one. */
interface DocumentReference {
  readonly query: string;
  readonly documentId?: string;
  readonly extensions?: Record<string, unknown>;
}

/** A client of graphql-ws with one connection, which it does not open again. */
export class Subscriber {
  /** The code with which the connection was closed. */
  closed: number | null = null;
  private readonly client: Client;

  constructor(server: Pick<TestServer, 'url'>, token: string | null) {
    this.client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: token === null ? {} : { authorization: `Bearer ${token}` },
      on: {
        closed: (event) => {
          this.closed = (event as { code: number }).code;
        },
      },
    });
  }

  /** Follows a subscription; what is told first may still be on its way. */
  follow<Data = Readonly<Record<string, unknown>>>(
    document: string | DocumentReference,
    variables: Record<string, unknown> = {},
  ): Followed<Data> {
    const reference = typeof document === 'string' ? { query: document } : document;
    const followed: Followed<Data> = { events: [], errors: [], completed: false, stop: () => undefined };
    const complete = (): void => {
      followed.completed = true;
    };
    followed.stop = this.client.subscribe<Data>(
      { ...reference, variables },
      {
        next: ({ data, errors = [] }) => {
          if (data != null) followed.events.push(data);
          followed.errors.push(...(errors as unknown as GraphQLAnswerError[]));
        },
        error: (error) => {
          if (Array.isArray(error)) followed.errors.push(...(error as GraphQLAnswerError[]));
          complete();
        },
        complete,
      },
    );
    return followed;
  }

  /** Resolves when all that was asked for before is followed: the answer to this question takes longer. */
  async settled(): Promise<void> {
    const question = this.follow('subscription { bulkOperationProgress(id: "9223372036854775807") { id } }');
    await until(() => question.completed);
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }
}
