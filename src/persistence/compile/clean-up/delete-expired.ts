import { statement, type Statement } from '../../statement';

/** What is old enough to go, and how many rows one statement deletes at most. */
export interface Page {
  readonly before: Date;
  readonly limit: number;
}

/** Old entries of inboxes, the oldest first. One that somebody holds waits for the next time. */
export function deleteOldInboxes({ before, limit }: Page): Statement {
  return statement(
    'delete-old-inboxes',
    `delete from group_inboxes i
     using (
       select organization_id, group_id from group_inboxes where date_added < $1
       order by organization_id, date_added, group_id limit $2
       for update skip locked
     ) old
     where i.organization_id = old.organization_id and i.group_id = old.group_id`,
    [before, limit],
  );
}

/** Idempotency keys that are no longer valid. */
export function deleteExpiredKeys({ before, limit }: Page): Statement {
  return statement(
    'delete-expired-keys',
    `delete from idempotency_keys k
     using (
       select organization_id, caller, mutation, key from idempotency_keys where expires_at <= $1
       order by organization_id, caller, mutation, key limit $2
       for update skip locked
     ) old
     where k.organization_id = old.organization_id and k.caller = old.caller and k.mutation = old.mutation
       and k.key = old.key`,
    [before, limit],
  );
}

/** Tokens that expired or were revoked before a moment; operations keep their ids. */
export function deleteDeadTokens({ before, limit }: Page): Statement {
  return statement(
    'delete-dead-tokens',
    `delete from api_tokens t
     using (
       select id from api_tokens where expires_at < $1 or revoked_at < $1 order by id limit $2
       for update skip locked
     ) old
     where t.id = old.id`,
    [before, limit],
  );
}
