import { statement, type Executor } from '../statement';

/** A key with which a caller makes a mutation safe to repeat. */
export interface IdempotencyClaim {
  readonly organizationId: string;
  /** user:ID or token:ID */
  readonly caller: string;
  readonly mutation: string;
  readonly key: string;
  /** SHA-256 of the call's arguments. */
  readonly argumentsHash: Buffer;
  readonly operationId: string;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** The operation that holds the key: the claiming one, or an earlier one, with whether its arguments were the same. */
export interface IdempotencyHolder {
  readonly operationId: string;
  readonly sameArguments: boolean;
}

/**
 * Claims the key for the operation, or finds who holds it. A concurrent call with the same key waits here until the
 * first one has committed or failed; an expired key is free.
 */
export async function claimIdempotencyKey(tx: Executor, claim: IdempotencyClaim): Promise<IdempotencyHolder> {
  const claimed = await tx.rows(
    statement(
      'claim-idempotency-key',
      `insert into idempotency_keys as k
         (organization_id, caller, mutation, key, arguments_hash, operation_id, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (organization_id, caller, mutation, key)
       do update set arguments_hash = excluded.arguments_hash, operation_id = excluded.operation_id,
         created_at = excluded.created_at, expires_at = excluded.expires_at
       where k.expires_at <= excluded.created_at
       returning operation_id`,
      [
        claim.organizationId,
        claim.caller,
        claim.mutation,
        claim.key,
        claim.argumentsHash,
        claim.operationId,
        claim.now,
        claim.expiresAt,
      ],
    ),
  );
  if (claimed.length > 0) return { operationId: claim.operationId, sameArguments: true };
  const [holder] = await tx.rows<IdempotencyHolder>(
    statement(
      'read-idempotency-key',
      `select operation_id as "operationId", arguments_hash = $5 as "sameArguments"
       from idempotency_keys where organization_id = $1 and caller = $2 and mutation = $3 and key = $4`,
      [claim.organizationId, claim.caller, claim.mutation, claim.key, claim.argumentsHash],
    ),
  );
  return holder ?? { operationId: claim.operationId, sameArguments: false };
}
