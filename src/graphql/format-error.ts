import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { Refusal } from '../domain/refusal';
import { TimeOutError } from '../domain/time-out';
import { UnavailableError, type Fate } from '../domain/unavailable-error';
import { requestMessage } from './request-message';

/** Codes that Apollo gives to a caller's mistakes; their messages speak only of the request. */
const REQUEST_ERRORS: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'PERSISTED_QUERY_NOT_FOUND',
  'UNTRUSTED_DOCUMENT',
]);

/**
 * Mistakes in a request that only execution finds, to which graphql-js gives no code: a variable that is null inside a
 * literal argument, more bad variables than it reports one by one, a kind of operation that the schema does not have.
 */
const LATE_REQUEST_ERRORS = [
  'Argument "',
  'Too many errors processing variables',
  'Schema is not configured to execute ',
];

/** SQLSTATE of a statement that was cancelled because it took too long. */
const QUERY_CANCELED = '57014';

const QUERY_TIMEOUT_MESSAGE = 'The request took too long and was stopped; ask for less at once.';
const COMMITTED_MESSAGE =
  'The request took too long and was stopped. What it has changed stays changed: ask for the rest, or send it again with its idempotency key.';
/** By what became of the change; reads change nothing. */
const UNAVAILABLE: Readonly<Record<Fate, { readonly code: string; readonly message: string }>> = {
  UNCHANGED: {
    code: 'SERVICE_UNAVAILABLE',
    message: 'The database cannot be used now; send the request again later, a mutation with the same idempotency key.',
  },
  UNKNOWN: {
    code: 'OUTCOME_UNKNOWN',
    message:
      'The connection to the database was lost during the commit, so the change was made or not; send the request again with the same idempotency key.',
  },
};
/** Codes of answers that may be another one a moment later. */
export const UNAVAILABLE_CODES: ReadonlySet<unknown> = new Set(Object.values(UNAVAILABLE).map(({ code }) => code));
const FAULT_MESSAGE = 'The server made a mistake. It has been recorded under the requestId of this error.';

/** Records a fault of the server, and returns the id of the request in which it happened. */
export type ReportFault = (fault: unknown) => string;

export interface ErrorFormatterOptions {
  readonly reportFault: ReportFault;
  /** From which messages may tell what is allowed; null where clients may not ask for the schema. */
  readonly schema: GraphQLSchema | null;
}

/** The closed list of what a client may see of an error; everything else becomes one fixed sentence. */
export function errorFormatter({
  reportFault,
  schema,
}: ErrorFormatterOptions): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  // All fields that are still asked for fail with the same error.
  const timeOuts = new WeakMap<TimeOutError, string>();
  return (formatted, error) => {
    const cause = unwrapResolverError(error);
    const at = {
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
    };
    if (cause instanceof Refusal) {
      return { message: cause.message, ...at, extensions: { ...cause.details, code: cause.code } };
    }
    const code = formatted.extensions?.['code'];
    if (cause === error && REQUEST_ERRORS.has(code)) {
      return { message: requestMessage(formatted.message, schema), ...at, extensions: { code } };
    }
    if (isLateRequestError(cause)) {
      return { message: requestMessage(cause.message, schema), ...at, extensions: { code: 'BAD_USER_INPUT' } };
    }
    if (cause instanceof TimeOutError) {
      const requestId = timeOuts.get(cause) ?? reportFault(cause);
      timeOuts.set(cause, requestId);
      const message = cause.committed ? COMMITTED_MESSAGE : QUERY_TIMEOUT_MESSAGE;
      return { message, ...at, extensions: { code: 'QUERY_TIMEOUT', requestId } };
    }
    const unavailable = unavailableIn(cause);
    const requestId = reportFault(unavailable ?? cause);
    if (unavailable !== null) {
      const { code, message } = UNAVAILABLE[unavailable.fate];
      return { message, ...at, extensions: { code, requestId } };
    }
    return sqlState(cause) === QUERY_CANCELED
      ? { message: QUERY_TIMEOUT_MESSAGE, ...at, extensions: { code: 'QUERY_TIMEOUT', requestId } }
      : { message: FAULT_MESSAGE, ...at, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } };
  };
}

function isLateRequestError(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && LATE_REQUEST_ERRORS.some((start) => error.message.startsWith(start));
}

/** Where no field has run, the error comes as the origin of one without a path. */
function unavailableIn(error: unknown): UnavailableError | null {
  const origin = error instanceof GraphQLError ? error.originalError : error;
  return origin instanceof UnavailableError ? origin : null;
}

function sqlState(error: unknown): unknown {
  const { driverError } = (error ?? {}) as { driverError?: { code?: unknown } };
  return driverError?.code;
}
