import { statement, type Executor } from '../../statement';

/** A token that was revoked before keeps that time. */
export async function revokeApiToken(tx: Executor, id: string, now: Date): Promise<void> {
  await tx.count(
    statement('revoke-api-token', 'update api_tokens set revoked_at = $2 where id = $1 and revoked_at is null', [
      id,
      now,
    ]),
  );
}
