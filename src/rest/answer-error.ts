import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, type RefusalCode } from '../domain/refusal';
import { TimeOutError } from '../domain/time-out';
import { UnavailableError, type Fate } from '../domain/unavailable-error';
import { RestError } from './rest-error';

const STATUS_OF_REFUSAL: Readonly<Record<RefusalCode, number>> = {
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  INVALID_QUERY: 400,
  BAD_USER_INPUT: 400,
};

/** What was wrong with the body, where Fastify's own words would be no help. */
const BAD_BODIES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than this server takes.',
  FST_ERR_CTP_INVALID_JSON_BODY:
    'The body is not valid JSON, or has a key that every object inherits (__proto__, constructor.prototype).',
};

/** SQLSTATE of a statement that was canceled because it took too long. */
const QUERY_CANCELED = '57014';
const TOO_SLOW = 'The request took too long and was stopped; ask for less at once.';
const COMMITTED = 'The request took too long and was stopped. What it has changed stays changed.';
const UNAVAILABLE: Readonly<Record<Fate, string>> = {
  UNCHANGED: 'The database cannot be used now; send the request again later.',
  UNKNOWN:
    'The connection to the database was lost during the commit, so the change was made or not; send the request again with the same Idempotency-Key.',
};
/** As a proxy says it that would have given up: the same request would take as long again. */
const TIMED_OUT = 504;
const FAULT = 'The server made a mistake. It has been recorded under this request id.';

type Fault = Error & {
  readonly statusCode?: number;
  readonly code?: unknown;
  readonly driverError?: { readonly code?: unknown };
};

/** The closed list of what a client may see of an error; of faults it learns only the id under which they are recorded. */
export function answerError(error: Fault, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof RestError) return answerRefused(error, reply);
  if (error instanceof Refusal) {
    if (error.code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer');
    return reply.code(STATUS_OF_REFUSAL[error.code]).send({ detail: error.message, ...error.details });
  }
  const { statusCode = 500 } = error;
  if (statusCode < 500) return reply.code(statusCode).send({ detail: BAD_BODIES[String(error.code)] ?? error.message });
  request.log.error({ err: error }, 'fault');
  if (error instanceof UnavailableError) {
    void reply.code(503).header('retry-after', '1');
    return reply.send({ detail: UNAVAILABLE[error.fate], requestId: request.id });
  }
  const slow = slownessOf(error);
  return reply.code(slow === null ? 500 : TIMED_OUT).send({ detail: slow ?? FAULT, requestId: request.id });
}

/** null: it was not its time that ended it. */
function slownessOf(fault: Fault): string | null {
  if (fault instanceof TimeOutError) return fault.committed ? COMMITTED : TOO_SLOW;
  return fault.driverError?.code === QUERY_CANCELED ? TOO_SLOW : null;
}

function answerRefused({ status, body }: RestError, reply: FastifyReply): FastifyReply {
  // Nothing was done, and soon it can be; what never fits into a budget is not worth asking for again.
  const seconds = body['retryAfter'] ?? (status === 503 ? 1 : null);
  if (seconds !== null) void reply.header('retry-after', String(seconds));
  return reply.code(status).send(body);
}
