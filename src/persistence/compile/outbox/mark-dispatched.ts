import { statement, type Statement } from '../../statement';
import type { Page } from '../clean-up/delete-expired';

/** Notes that every consumer has the messages. */
export function markDispatched(organizationId: string, messageIds: readonly string[], now: Date): Statement {
  return statement(
    'mark-dispatched',
    'update outbox_messages set dispatched_at = $3 where organization_id = $1 and id = any($2::bigint[])',
    [organizationId, messageIds, now],
  );
}

/** Messages that were dispatched before a moment. */
export function deleteDispatchedMessages({ before, limit }: Page): Statement {
  return statement(
    'delete-dispatched-messages',
    `delete from outbox_messages m
     using (
       select o.id as organization_id, old.id from organizations o
       cross join lateral (
         select id from outbox_messages
         where organization_id = o.id and dispatched_at < $1 order by dispatched_at limit $2
         for update skip locked
       ) old
       limit $2
     ) old
     where m.organization_id = old.organization_id and m.id = old.id`,
    [before, limit],
  );
}
