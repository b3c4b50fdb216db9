import { createHash } from 'node:crypto';
import type { Caller, OrganizationAccess } from '../../domain/access';
import type { MutationOptions } from '../../domain/bulk/mutation-options';
import { problem, type Problem } from '../../domain/problem';
import { claimIdempotencyKey } from '../../persistence/compile/claim-idempotency-key';
import type { Executor } from '../../persistence/statement';

const KEY_LIFE_MS = 24 * 60 * 60 * 1_000;

/** A call that may carry a key. */
export interface KeyedCall {
  readonly caller: Caller;
  readonly access: OrganizationAccess;
  readonly command: { readonly options: MutationOptions };
}

interface Claimant {
  readonly mutation: string;
  readonly operationId: string;
  readonly now: Date;
}

/** The operation that answers the call: the new one, or the one that a call with the same key and arguments was. */
export async function claimOperation(tx: Executor, call: KeyedCall, claimant: Claimant): Promise<string | Problem> {
  const { caller, access, command } = call;
  const key = command.options.idempotencyKey;
  if (key === undefined) return claimant.operationId;
  const holder = await claimIdempotencyKey(tx, {
    organizationId: access.organizationId,
    caller: caller.user === null ? `token:${caller.tokenId}` : `user:${caller.user.id}`,
    mutation: claimant.mutation,
    key,
    argumentsHash: hashOf(command),
    operationId: claimant.operationId,
    now: claimant.now,
    expiresAt: new Date(claimant.now.getTime() + KEY_LIFE_MS),
  });
  if (holder.sameArguments) return holder.operationId;
  return problem('IDEMPOTENCY_KEY_REUSED', { field: ['options', 'idempotencyKey'] });
}

/** Equal for equal arguments, whatever the order of their fields. */
function hashOf(command: KeyedCall['command']): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(canonical(command)))
    .digest();
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, canonical(member)]),
  );
}
