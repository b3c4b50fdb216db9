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
