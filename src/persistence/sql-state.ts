import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';

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

/** Connection exceptions, a session that was ended for its idleness, a server that shuts down or starts or takes no more. */
const LOST = /^(08...|25P03|57P0[1235]|53300)$/;
/** No room left on the disk or in memory, no connections left, a file that cannot be read or written, a server that only reads. */
const WITHOUT_MEANS = /^(53...|58030|25006)$/;
/** What Node says of a socket. */
const SOCKET_ERRORS = /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;
/** What the driver says itself, without a code. */
const DRIVER_MESSAGES = /^(Connection terminated|timeout exceeded when trying to connect)/;
/** TypeORM lets go of a connection as soon as it hears that it is lost. */
const LOST_BETWEEN_STATEMENTS = [QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError];
const NOT_QUERYABLE = /^Client has encountered a connection error/;

/** Whether the connection was lost, or none was to be had. What was under way on it may have been committed. */
export function isConnectionFailure(error: unknown): boolean {
  if (wasNeverSent(error)) return true;
  const { code, message } = causeOf(error);
  if (typeof code === 'string') return LOST.test(code) || SOCKET_ERRORS.test(code);
  return DRIVER_MESSAGES.test(message);
}

/** Whether the statement did not leave this process, since its connection had been lost before. */
export function wasNeverSent(error: unknown): boolean {
  return LOST_BETWEEN_STATEMENTS.some((one) => error instanceof one) || NOT_QUERYABLE.test(causeOf(error).message);
}

/** Whether the database cannot be used now, for a reason that has nothing to do with the statement. */
export function isUnavailable(error: unknown): boolean {
  return isConnectionFailure(error) || WITHOUT_MEANS.test(String(causeOf(error).code));
}

const FEATURE_NOT_SUPPORTED = '0A000';

/** Whether a migration has changed what a statement answers that the session had kept. Asked again it is prepared anew. */
export function hasStalePlan(error: unknown): boolean {
  const { code, routine } = causeOf(error);
  return code === FEATURE_NOT_SUPPORTED && routine === 'RevalidateCachedQuery';
}

interface Cause {
  readonly code?: unknown;
  readonly routine?: unknown;
  readonly message: string;
}

/** Not only instances of our own Error: what Node makes may come from another realm. */
function causeOf(error: unknown): Cause {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const { code, routine, message = '' } = Object(cause) as Partial<Cause>;
  return { code, routine, message };
}
