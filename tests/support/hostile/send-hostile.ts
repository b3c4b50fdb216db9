import type { GraphQLAnswerError, TestServer } from '../http-server';
import type { HostileRequest } from './hostile-case';
import type { HostileWorld } from './hostile-world';

interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
  readonly details: Readonly<Record<string, unknown>> | null;
}

export interface HostileAnswer {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly GraphQLAnswerError[];
  readonly userErrors: readonly UserError[];
  /** Whether an operation was carried out. */
  readonly done: boolean;
  /** The body of the answer, and that of the request. */
  readonly text: string;
  readonly sent: string;
}

interface Body {
  readonly data?: {
    readonly bulkMutateIssues?: { operation?: unknown; userErrors?: readonly UserError[] } | null;
  } | null;
  readonly errors?: readonly GraphQLAnswerError[];
}

/** Sends a request as it is given. */
export async function sendHostile(
  server: TestServer,
  world: HostileWorld,
  request: HostileRequest,
): Promise<HostileAnswer> {
  const { document = '{ __typename }', variables = {}, token = world.tokens.member } = request;
  const body = request.body === undefined ? JSON.stringify({ query: document, variables }) : request.body;
  const response = await fetch(`${server.url}/graphql${request.search === undefined ? '' : `?${request.search}`}`, {
    method: request.method ?? 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...request.headers,
    },
    body: typeof body === 'string' || body === null ? body : new Uint8Array(body),
  });
  const text = await response.text();
  const { data = null, errors = [] } = JSON.parse(text) as Body;
  const payload = data?.bulkMutateIssues;
  return {
    status: response.status,
    data,
    errors,
    userErrors: payload?.userErrors ?? [],
    done: payload?.operation != null,
    text,
    sent: `${JSON.stringify(variables)} ${document} ${String(body)}`,
  };
}
