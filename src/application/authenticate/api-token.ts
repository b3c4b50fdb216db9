import { createHash, randomBytes } from 'node:crypto';

/** The prefix lets scanners of leaked secrets recognise a token. 43 characters of base64url are 256 bits. */
const TOKEN = /^mst_[A-Za-z0-9_-]{43}$/;

/** A token as its owner gets it, once, and the hash that is stored. */
export interface ApiToken {
  readonly token: string;
  readonly hash: Buffer;
}

/** A new token of 256 random bits. */
export function newApiToken(): ApiToken {
  const token = `mst_${randomBytes(32).toString('base64url')}`;
  return { token, hash: sha256(token) };
}

/**
 * The hash under which a token is stored; null where the text cannot be a token.
 * SHA-256 without salt is enough for 256 random bits, and lets one index find the token.
 */
export function apiTokenHash(token: string): Buffer | null {
  return TOKEN.test(token) ? sha256(token) : null;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
