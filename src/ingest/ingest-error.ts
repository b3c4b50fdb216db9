/** A request that an SDK must not send again as it is; the message goes to the client. */
export class IngestError extends Error {
  constructor(
    readonly statusCode: 400 | 401 | 403 | 413,
    message: string,
  ) {
    super(message);
    this.name = 'IngestError';
  }
}

export const TOO_LARGE = 'The event is too large.';
