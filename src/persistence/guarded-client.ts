import { Client, type ClientConfig } from 'pg';

/**
 * A client that somebody always listens to. The pool hands a new one over through a promise; where PostgreSQL ends the
 * session in the same breath in which it began, nobody would listen yet, and the error would end the process. Whoever
 * uses the client hears of it at the next statement.
 */
export class GuardedClient extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
