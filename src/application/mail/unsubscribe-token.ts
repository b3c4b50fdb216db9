import { createHmac, timingSafeEqual } from 'node:crypto';
import { isIdentifier } from '../../domain/identifier';

/** Whom a link takes off, and of what. */
export interface UnsubscribeClaim {
  readonly organizationId: string;
  readonly userId: string;
  /** null: of all mail of the organization. */
  readonly groupId: string | null;
}

const ALL = '0';

/** The claim with a signature, for a URL. It does not expire: a mail may be read years later. */
export function signUnsubscribe(claim: UnsubscribeClaim, secret: Buffer): string {
  return `${textOf(claim)}.${signatureOf(claim, secret).toString('base64url')}`;
}

/** Reads a token; its signature is looked at by `isSigned`, for which the organization must be known. null: it is none. */
export function readUnsubscribe(token: string): UnsubscribeClaim | null {
  const [organizationId = '', userId = '', group = '', ...rest] = token.split('.');
  if (rest.length !== 1 || !isIdentifier(organizationId) || !isIdentifier(userId)) return null;
  if (group !== ALL && !isIdentifier(group)) return null;
  return { organizationId, userId, groupId: group === ALL ? null : group };
}

/** Whether the token was made with the secret. */
export function isSigned(token: string, claim: UnsubscribeClaim, secret: Buffer): boolean {
  const given = Buffer.from(token.slice(token.lastIndexOf('.') + 1), 'base64url');
  const expected = signatureOf(claim, secret);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function textOf({ organizationId, userId, groupId }: UnsubscribeClaim): string {
  return `${organizationId}.${userId}.${groupId ?? ALL}`;
}

function signatureOf(claim: UnsubscribeClaim, secret: Buffer): Buffer {
  return createHmac('sha256', secret)
    .update(`unsubscribe:${textOf(claim)}`)
    .digest();
}
