import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bearerToken } from '../application/authenticate/bearer-token';
import { isOfPeople } from './routes-of-people';

/** How many requests are answered, by each server on its own; 0: any number. */
export interface RequestRates {
  /** A minute, with one token. */
  readonly perToken: number;
  /** A minute, from one address, with any tokens or none. */
  readonly perAddress: number;
}

/** Tokens and addresses that are counted; of more, those that were not seen for longest are forgotten. */
const COUNTED = 10_000;

/** Answers 429 with retry-after where a token or an address sends more than it may. */
export async function limitRequestRates(app: FastifyInstance, { perToken, perAddress }: RequestRates): Promise<void> {
  await app.register(rateLimit, { global: false, timeWindow: '1 minute', cache: COUNTED });
  // Left to itself it counts addresses, those of one /64 of IPv6 as one: a single machine has them all.
  const limits = [
    ...(perAddress > 0 ? [{ max: perAddress, of: 'address' }] : []),
    ...(perToken > 0 ? [{ max: perToken, of: 'token', keyGenerator: tokenOf, allowList: hasNoToken }] : []),
  ].map(({ of, ...options }) => ({ of, max: options.max, count: app.createRateLimit(options) }));
  app.addHook('onRequest', async (request, reply) => {
    if (!isOfPeople(request)) return;
    for (const { of, max, count } of limits) {
      const counted = await count(request);
      if (!counted.isAllowed && counted.isExceeded) throw tooMany(reply, { of, max, seconds: counted.ttlInSeconds });
    }
  });
}

/** Not the token itself: it is kept nowhere. Nor the header, which can be written in many ways. */
function tokenOf({ headers }: FastifyRequest): string {
  return createHash('sha256')
    .update(bearerToken(headers.authorization) ?? '')
    .digest('base64url');
}

function hasNoToken({ headers }: FastifyRequest): boolean {
  return bearerToken(headers.authorization) === null;
}

function tooMany(
  reply: FastifyReply,
  { of, max, seconds }: { readonly of: string; readonly max: number; readonly seconds: number },
): Error {
  void reply.header('retry-after', String(seconds));
  const message = `More than ${max} requests in a minute with this ${of}; wait ${seconds} s.`;
  return Object.assign(new Error(message), { statusCode: 429, code: 'RATE_LIMITED' });
}
