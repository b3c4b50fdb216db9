/** A request that is not taken in; the message goes to the client. 429 and 503 are for a while, the others for good. */
export class IngestError extends Error {
  constructor(
    readonly statusCode: 400 | 401 | 403 | 413 | 429 | 503,
    message: string,
  ) {
    super(message);
    this.name = 'IngestError';
  }
}

export const TOO_LARGE = 'The event is too large.';
export const TOO_MANY = 'Too many events are waiting to be stored.';
