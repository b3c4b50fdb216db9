import pino, { type Logger } from 'pino';
import type { Environment } from '../config/environment';
import { EnvironmentError } from '../config/variable-reader';
import { loggedError } from './logged-error';

const LEVELS = [...Object.values(pino.levels.labels), 'silent'];
const REDACTED_KEYS = ['authorization', 'cookie', 'token', 'installationToken', 'password', '["x-sentry-auth"]'];
const API_TOKEN = /mst_[A-Za-z0-9_-]{43}/g;
const URL_PASSWORD = /(:\/\/[^:@/\s"\\]*:)[^@/\s"\\]+@/g;

/** Writes JSON lines: the server to stdout, commands (whose stdout is their result) to stderr. Secrets never get in. */
export function createLogger({ logLevel }: Pick<Environment, 'logLevel'>, to: 'stdout' | 'stderr'): Logger {
  if (!LEVELS.includes(logLevel)) {
    throw new EnvironmentError(`LOG_LEVEL is "${logLevel}"; it must be one of ${LEVELS.join(', ')}.`);
  }
  return pino(
    {
      level: logLevel,
      redact: { paths: ['', '*', '*.headers'].flatMap(pathsUnder), censor: '[redacted]' },
      // The queue calls it `error`.
      serializers: { err: loggedError, error: loggedError },
      hooks: { streamWrite: hideSecrets },
    },
    pino.destination({ fd: to === 'stdout' ? 1 : 2, sync: true }),
  );
}

/** Takes API tokens and the passwords of URLs out of a text, wherever they stand. */
export function hideSecrets(text: string): string {
  return text.replace(API_TOKEN, '[redacted]').replace(URL_PASSWORD, '$1[redacted]@');
}

function pathsUnder(parent: string): string[] {
  return REDACTED_KEYS.map((key) => (parent === '' || key.startsWith('[') ? `${parent}${key}` : `${parent}.${key}`));
}
