import type { TestServer } from './http-server';

export interface RestReply {
  readonly status: number;
  readonly headers: Headers;
  /** As parsed JSON; null where there is none. */
  readonly body: unknown;
}

export interface RestCall {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends requests below /api/0 with a token (null: none). */
export type RestClient = (method: string, path: string, call?: RestCall) => Promise<RestReply>;

export function restClient(server: Pick<TestServer, 'url'>, token: string | null): RestClient {
  return async (method, path, { body, headers = {} } = {}) => {
    const response = await fetch(`${server.url}/api/0${path}`, {
      method,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
  };
}

/** The cursor that a Link header names for `next` or `previous`; null where there is no such page. */
export function cursorOf({ headers }: RestReply, rel: 'next' | 'previous'): string | null {
  const [, cursor = null] =
    new RegExp(`rel="${rel}"; results="true"; cursor="([^"]+)"`).exec(headers.get('link') ?? '') ?? [];
  return cursor;
}
