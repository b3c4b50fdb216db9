import type { IncomingHttpHeaders } from 'node:http';

/** Where a request may name its key, the first that does winning. */
export interface KeySources {
  readonly headers: IncomingHttpHeaders;
  readonly query: unknown;
  /** The DSN in an envelope's header: `http://KEY@host/PROJECT`. */
  readonly dsn: unknown;
}

/** The public key of a request; null where it names none. */
export function findPublicKey({ headers, query, dsn }: KeySources): string | null {
  return (
    keyInHeader(headers['x-sentry-auth']) ?? keyInHeader(headers.authorization) ?? keyInQuery(query) ?? keyInDsn(dsn)
  );
}

/** `Sentry sentry_key=KEY, sentry_version=7, …` */
function keyInHeader(value: string | string[] | undefined): string | null {
  const header = Array.isArray(value) ? value[0] : value;
  return /^Sentry\s.*?\bsentry_key\s*=\s*"?([^,"\s]+)/i.exec(header ?? '')?.[1] ?? null;
}

function keyInQuery(query: unknown): string | null {
  const value = (query as Readonly<Record<string, unknown>> | null)?.['sentry_key'];
  return typeof value === 'string' && value !== '' ? value : null;
}

function keyInDsn(dsn: unknown): string | null {
  return (typeof dsn === 'string' && URL.canParse(dsn) && new URL(dsn).username) || null;
}
