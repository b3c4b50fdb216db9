import { Agent, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { Latencies } from './latencies';

/** Codes and statuses of answers that ask for the request again; they are counted, and are no mistakes. */
const AGAIN = /"(BUSY|OVERLOADED)"/;
const AGAIN_STATUSES = [409, 429, 503];
const MOST_SURPRISES = 50;

export interface SoakRequest {
  readonly kind: string;
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly body?: object;
  readonly token?: string;
}

export interface SoakAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends requests, and keeps how long they took and what nobody expects. */
export class SoakClient {
  readonly latencies = new Latencies();
  /** Answers that nobody expects. */
  readonly surprises: string[] = [];
  /** Requests that were told to come again. */
  again = 0;
  private readonly agent = new Agent({ keepAlive: true });

  constructor(
    private readonly url: string,
    readonly token: string,
  ) {}

  /** The answer to what should be carried out; null where it was not. */
  async ask(request: SoakRequest): Promise<SoakAnswer | null> {
    const answer = await this.send(request);
    if (AGAIN_STATUSES.includes(answer.status) || AGAIN.test(answer.text)) {
      this.again += 1;
      return null;
    }
    if (answer.status < 300 && !isRefusal(answer)) return answer;
    this.surprise(request.kind, answer);
    return null;
  }

  /** Sends what should be refused, and by no fault. */
  async askInVain(request: SoakRequest): Promise<void> {
    const answer = await this.send(request);
    if (answer.status >= 500 || !isRefusal(answer)) this.surprise(request.kind, answer);
  }

  /** A document of GraphQL, as `ask`. */
  async graphql(kind: string, query: string, variables: object): Promise<SoakAnswer | null> {
    return this.ask({ kind, path: '/graphql', body: { query, variables } });
  }

  surprise(kind: string, { status, text }: Pick<SoakAnswer, 'status' | 'text'>): void {
    if (this.surprises.length < MOST_SURPRISES) this.surprises.push(`${kind}: ${status} ${text.slice(0, 300)}`);
  }

  /** Closes the connections that it has kept. */
  leave(): void {
    this.agent.destroy();
  }

  private async send({ kind, path, method = 'POST', body, token = this.token }: SoakRequest): Promise<SoakAnswer> {
    const { agent } = this;
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const begun = performance.now();
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request(`${this.url}${path}`, { method, headers, agent }, resolve);
      sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
    });
    const text = await textOf(response);
    this.latencies.note(kind, begun);
    return { status: response.statusCode ?? 0, headers: response.headers, text };
  }
}

function isRefusal({ status, text }: SoakAnswer): boolean {
  return status >= 400 || /^\{"errors":|"userErrors":\[\{|"errors":\[\{/.test(text);
}
