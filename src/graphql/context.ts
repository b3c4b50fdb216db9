import type { Application } from '../application/application';
import type { Session } from '../application/live-updates/session';
import type { Caller } from '../domain/access';
import { Refusal } from '../domain/refusal';
import { LargeValues } from './limits/large-values';
import { createLoaders, type Loaders } from './loaders';
import { required } from './required';

/** What is the same for every request. */
export interface GraphQLSettings {
  /** How SDKs reach this server, for DSNs. */
  readonly publicUrl: () => string;
}

/** What is known of a request before its document is read. */
export interface RequestFacts {
  readonly application: Application;
  readonly settings: GraphQLSettings;
  readonly requestId: string;
  /** null: no valid token. */
  readonly caller: Caller | null;
  /** Asks again whom the token of the request stands for. */
  readonly authenticate: () => Promise<Caller | null>;
  /** The header Idempotency-Key; null where it was not sent. */
  readonly idempotencyKey: string | null;
  /** The connection over which the request came; a request of its own has none. */
  readonly session?: Session;
}

/** What the resolvers of one request share. */
export class GraphQLContext {
  readonly application: Application;
  readonly settings: GraphQLSettings;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  readonly largeValues = new LargeValues();

  private facts: RequestFacts;
  private loaded: Loaders;

  constructor(facts: RequestFacts) {
    this.facts = facts;
    this.application = facts.application;
    this.settings = facts.settings;
    this.requestId = facts.requestId;
    this.idempotencyKey = facts.idempotencyKey;
    this.loaded = createLoaders(facts.application, () => this.caller);
  }

  /** Throws UNAUTHENTICATED where the request brought no valid token. A getter of the class: Apollo copies own properties. */
  get caller(): Caller {
    const { caller } = this.facts;
    if (caller === null) throw new Refusal('UNAUTHENTICATED', 'Send a valid token as Authorization: Bearer TOKEN.');
    return caller;
  }

  /** Of a subscription, which comes over a connection. */
  get session(): Session {
    return required(this.facts.session, 'a connection');
  }

  get loaders(): Loaders {
    return this.loaded;
  }

  /** The same for the next event of a subscription: nothing is loaded, and the caller sees what they may see now. */
  forNextEvent(): GraphQLContext {
    return new GraphQLContext({ ...this.facts, caller: this.session.caller });
  }

  /** After a write to issues: what was loaded before can have changed. */
  forget(): void {
    this.loaded = createLoaders(this.application, () => this.caller);
  }

  /** After a write: what was loaded before, and what the caller may see and do, can have changed. */
  async refresh(): Promise<void> {
    this.facts = { ...this.facts, caller: await this.facts.authenticate() };
    this.forget();
  }
}
