import { QueryFailedError } from 'typeorm';

/** The SQLSTATE of an error that PostgreSQL answered; an empty text for every other error. */
export function sqlState(error: unknown): string {
  if (!(error instanceof QueryFailedError)) return '';
  const { code } = error.driverError as { code?: unknown };
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : '';
}

/** Data exceptions, broken constraints and checks, what a trigger raises, and values beyond a limit of PostgreSQL. */
const ABOUT_DATA = new Set(['22', '23', '44', 'P0', '54']);

/** Whether PostgreSQL refused what was to be written, so that the same would be refused again. */
export function refusesData(error: unknown): boolean {
  return ABOUT_DATA.has(sqlState(error).slice(0, 2));
}

/** Connections, resources, conflicts, cancelled and shut down, the system, bugs of the server itself. */
const OF_THE_MOMENT = new Set(['08', '40', '53', '55', '57', '58', 'XX']);

/** Whether it is about the statement or its values that it failed, and not about the state of the server. */
export function isAboutStatement(error: unknown): boolean {
  const state = sqlState(error);
  return state !== '' && !OF_THE_MOMENT.has(state.slice(0, 2));
}

/** Connection exceptions, a server that shuts down or starts, and one that takes no more connections. */
const UNREACHABLE = /^(08...|57P0[123]|53300)$/;
/** What Node says of a socket. */
const SOCKET_ERRORS = /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What the driver says itself, without a code. */
const DRIVER_MESSAGES =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/** Whether the connection was lost, or none was to be had. What was under way on it may have been committed. */
export function isConnectionFailure(error: unknown): boolean {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!(cause instanceof Error)) return false;
  const { code } = cause as { readonly code?: unknown };
  if (typeof code === 'string') return UNREACHABLE.test(code) || SOCKET_ERRORS.test(code);
  return DRIVER_MESSAGES.test(cause.message);
}
