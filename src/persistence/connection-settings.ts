import type { PoolConfig } from 'pg';
import { GuardedClient } from './guarded-client';

/** How long a statement outside a transaction may take: it holds a connection of the pool, and a client waits. */
export const READ_TIMEOUT_MS = 15_000;
/** How long is waited for a connection, be it for the network or for one of the pool to become free. */
export const CONNECT_TIMEOUT_MS = 15_000;
/** How long a session may stand still inside a transaction, whose locks others wait for: its process has stopped, or is gone. */
export const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;
const FIRST_KEEP_ALIVE_MS = 10_000;

/**
 * What PostgreSQL is asked for when a session begins. Many short statements at once: neither compiled expressions nor
 * workers of their own pay. A page that walks an index began with three processes (138 against 16 ms among 1,000,000
 * issues). The last lines let it find out within a minute that the other side is gone without a word.
 */
const SESSION_SETTINGS = {
  jit: 'off',
  max_parallel_workers_per_gather: 0,
  tcp_keepalives_idle: 30,
  tcp_keepalives_interval: 10,
  tcp_keepalives_count: 3,
} as const;

export interface ConnectionOptions {
  readonly url: string;
  /** What pg_stat_activity shows. */
  readonly applicationName: string;
  /** Through a pooler in transaction mode: sessions are not ours, so their settings are the role's. */
  readonly pooled?: boolean;
  /** After how long a statement is cancelled; transactions and migrations set limits of their own. */
  readonly readTimeoutMs?: number;
}

/** The same for every connection, whoever opens it: none waits for ever for anything, on either side. */
export function connectionSettings({
  url,
  applicationName,
  pooled = false,
  readTimeoutMs = READ_TIMEOUT_MS,
}: ConnectionOptions): PoolConfig {
  return {
    connectionString: url,
    Client: GuardedClient,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: FIRST_KEEP_ALIVE_MS,
    ...(!pooled && {
      statement_timeout: readTimeoutMs,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
      options: Object.entries(SESSION_SETTINGS)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    }),
  };
}
