/** Codes of the top-level GraphQL errors that are a caller's fault. */
export type RefusalCode = 'UNAUTHENTICATED' | 'PERMISSION_DENIED' | 'NOT_FOUND' | 'INVALID_QUERY' | 'BAD_USER_INPUT';

/** Stops a query: thrown by the application, shown to the client with its code and details, never logged as a fault. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'Refusal';
  }
}
