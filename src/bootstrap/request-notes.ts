import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';

/** What becomes known of a request or a job while it runs, for its line in the log; nothing that people have written. */
export interface RequestNotes {
  organizationId?: string;
  userId?: string;
  tokenId?: string;
  /** Of the GraphQL document. */
  operationName?: string;
  bulkOperationId?: string;
  /** Codes of the user errors that were answered. */
  userErrors?: readonly string[];
  /** Transactions that were begun: of a job, the pieces of its work. */
  transactions?: number;
}

const running = new AsyncLocalStorage<RequestNotes>();

/** Adds to what is known of the request or job that runs; of nothing that runs, nothing is known. */
export function note(notes: RequestNotes): void {
  const known = running.getStore();
  if (known !== undefined) Object.assign(known, notes);
}

/** What is known of what runs. */
export function currentNotes(): RequestNotes | undefined {
  return running.getStore();
}

/** Does the work, and answers what was noted meanwhile. */
export function withNotes<Answer>(notes: RequestNotes, work: () => Answer): Answer {
  return running.run(notes, work);
}

declare module 'fastify' {
  interface FastifyRequest {
    notes: RequestNotes;
  }
}

/** Gives every request its notes. */
export function keepNotes(app: FastifyInstance): void {
  app.decorateRequest('notes');
  app.addHook('onRequest', async (request) => void (request.notes = {}));
  // Not earlier: while a body is read, what runs is not the request.
  app.addHook('preHandler', (request, _reply, done) => running.run(request.notes, done));
}
