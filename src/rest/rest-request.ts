import type { Application } from '../application/application';
import type { Caller } from '../domain/access';
import { Refusal } from '../domain/refusal';

/** What is the same for every request. */
export interface RestDependencies {
  readonly application: Application;
  /** Where clients reach this server; asked when needed, since the port may not be known before it listens. */
  readonly publicUrl: () => string;
}

export interface RequestFacts {
  /** null: no valid token. */
  readonly caller: Caller | null;
  readonly params: Readonly<Record<string, string>>;
  /** Path and query as they were sent. */
  readonly url: string;
  readonly body: unknown;
  /** The header Idempotency-Key. */
  readonly idempotencyKey: string | null;
}

/** A request as the routes see it. */
export class RestRequest {
  readonly application: Application;
  readonly body: unknown;
  readonly idempotencyKey: string | null;
  readonly path: string;
  readonly query: URLSearchParams;

  constructor(
    private readonly dependencies: RestDependencies,
    private readonly facts: RequestFacts,
  ) {
    const [path = '', ...query] = facts.url.split('?');
    this.application = dependencies.application;
    this.body = facts.body;
    this.idempotencyKey = facts.idempotencyKey;
    this.path = path;
    this.query = new URLSearchParams(query.join('?'));
  }

  /** Throws UNAUTHENTICATED where the request brought no valid token. */
  get caller(): Caller {
    const { caller } = this.facts;
    if (caller === null) throw new Refusal('UNAUTHENTICATED', 'Send a valid token as Authorization: Bearer TOKEN.');
    return caller;
  }

  /** null where the request brought no valid token. */
  get knownCaller(): Caller | null {
    return this.facts.caller;
  }

  /** The server's own address, without a slash at the end. */
  get publicUrl(): string {
    return this.dependencies.publicUrl().replace(/\/+$/, '');
  }

  /** A part of the path. */
  param(name: string): string {
    return this.facts.params[name] ?? '';
  }
}
