import { asObject, asText, type JsonObject } from './untrusted-json';

/** The person whom an event concerns as `id:…`, `username:…`, `email:…` or `ip:…`, by the first that is known; null for nobody. */
export function readUser(event: JsonObject, senderAddress: string | null): string | null {
  const user = asObject(event['user']);
  if (user === null) return null;
  const sent = asText(user['ip_address'], 64);
  const candidates = {
    id: asText(user['id'], 196),
    username: asText(user['username'], 190),
    email: asText(user['email'], 194),
    ip: sent !== null && /^\{\{\s*auto\s*\}\}$/.test(sent) ? senderAddress : sent,
  };
  for (const [kind, value] of Object.entries(candidates)) {
    if (value !== null) return `${kind}:${value}`;
  }
  return null;
}
