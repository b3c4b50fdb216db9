import type { ClientConfig } from 'pg';
import { cancelStatement } from './cancel-statement';
import { Deadline } from './deadline';
import { GuardedClient } from './guarded-client';

/** `query` of the driver as we and TypeORM call it: with values, or as an object. */
export type Send = (query: unknown, values?: unknown, callback?: unknown) => Promise<unknown> | undefined;

/**
 * A connection whose running statement is cancelled when the time of the request that asked for it is over. What frames
 * a transaction (BEGIN, COMMIT, ROLLBACK) comes without values, and is never cancelled.
 */
export class CancellingClient extends GuardedClient {
  private cancelling: Promise<void> | null = null;

  constructor(config?: string | ClientConfig) {
    super(config);
    const send = this.query.bind(this) as Send;
    const query: Send = (text, values, callback) => {
      const deadline = Array.isArray(values) || typeof text === 'object' ? Deadline.current : null;
      deadline?.check();
      const answer = send(text, values, callback);
      return deadline === null || answer === undefined ? answer : deadline.stop(answer, () => this.cancel());
    };
    this.query = query as GuardedClient['query'];
  }

  /** Once for all statements that are on their way together. */
  private cancel(): Promise<void> {
    this.cancelling ??= cancelStatement(this).finally(() => (this.cancelling = null));
    return this.cancelling;
  }
}
