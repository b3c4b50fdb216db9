import type { TenantKey } from '../../domain/tenant-key';
import { statement, type Statement } from '../statement';

/** Subscribes whoever wrote a note, unless the user has a row already: an unsubscription stays, and so does a reason. */
export function subscribeAuthor(
  { organizationId, id }: TenantKey,
  { projectId, userId, now }: { readonly projectId: string; readonly userId: string; readonly now: Date },
): Statement {
  return statement(
    'subscribe-author',
    `insert into group_subscriptions (organization_id, group_id, user_id, project_id, is_active, reason, date_added)
     values ($1, $2, $3, $4, true, 'COMMENT', $5)
     on conflict (organization_id, group_id, user_id) do nothing`,
    [organizationId, id, userId, projectId, now],
  );
}
