import { statement, type Statement } from '../../statement';
import type { Page } from '../clean-up/delete-expired';

/** Deliveries that were made or given up before a moment. */
export function deleteFinishedDeliveries({ before, limit }: Page): Statement {
  return statement(
    'delete-finished-deliveries',
    `delete from webhook_deliveries d
     using (
       select o.id as organization_id, old.webhook_id, old.id from organizations o
       cross join lateral (
         select webhook_id, id from webhook_deliveries
         where organization_id = o.id and finished_at < $1 order by finished_at limit $2
         for update skip locked
       ) old
       limit $2
     ) old
     where d.organization_id = old.organization_id and d.webhook_id = old.webhook_id and d.id = old.id`,
    [before, limit],
  );
}
