import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const BYTES = 32;

/** What is signed: the delivery's id, the second at which it is sent, and the body. */
export interface SignedContent {
  readonly id: string;
  readonly sentAt: Date;
  readonly body: string;
}

/** A new secret, in the form of Standard Webhooks: `whsec_` and 32 random bytes in base64. */
export function newWebhookSecret(): string {
  return PREFIX + randomBytes(BYTES).toString('base64');
}

/** The headers of Standard Webhooks, with a signature by each secret: during a change of secrets there are two. */
export function signatureHeaders(
  secrets: readonly string[],
  { id, sentAt, body }: SignedContent,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(sentAt.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
