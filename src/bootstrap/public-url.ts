import type { Environment } from '../config/environment';

/** Addresses to listen on that nobody can send to. */
const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

/** Where clients and SDKs reach the server: MUSTER_PUBLIC_URL, else what it listens on. */
export function publicUrlOf({ publicUrl, host, port }: Pick<Environment, 'publicUrl' | 'host' | 'port'>): string {
  if (publicUrl !== null) return publicUrl;
  if (ANY_ADDRESS.has(host)) return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
