/** A request that is refused; the body goes to the client as it is. */
export class RestError extends Error {
  constructor(
    readonly status: number,
    readonly body: { readonly detail: string } & Readonly<Record<string, unknown>>,
  ) {
    super(body.detail);
    this.name = 'RestError';
  }
}

/** 400 with a sentence that names the parameter. */
export function badRequest(detail: string): RestError {
  return new RestError(400, { detail });
}

/** 404, in one wording for what does not exist and what the caller does not see. */
export function notFound(what: string): RestError {
  return new RestError(404, { detail: `There is no such ${what}.` });
}
