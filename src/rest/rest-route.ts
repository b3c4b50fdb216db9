import type { RestRequest } from './rest-request';

/** What a client gets. */
export interface RestAnswer {
  readonly status: number;
  /** Absent: none. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A method of one or more paths below /api/0, which end with a slash that clients may leave out. */
export interface RestRoute {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly paths: readonly string[];
  /** Answered without a token, too. */
  readonly open?: true;
  readonly answer: (request: RestRequest) => Promise<RestAnswer>;
}

/** 200 with a body. */
export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): RestAnswer {
  return { status: 200, body, headers };
}
