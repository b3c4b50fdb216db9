import { statement, type Executor } from '../../statement';

/**
 * Writes down that tokens are in use, where that was not done in the last minute, by whichever server. One that somebody
 * holds, as while it is revoked, is passed over: it comes again.
 */
export async function markTokensUsed(executor: Executor, ids: readonly string[], now: Date): Promise<void> {
  await executor.count(
    statement(
      'mark-tokens-used',
      `update api_tokens set last_used_at = $2
       where id in (
         select id from api_tokens
         where id = any($1::bigint[]) and (last_used_at is null or last_used_at <= $2::timestamptz - interval '1 minute')
         order by id for no key update skip locked)`,
      [ids, now],
    ),
  );
}
