import { statement, type Executor, type Statement } from '../../statement';

/** A user in an organization. */
export interface MemberKey {
  readonly organizationId: string;
  readonly userId: string;
}

/** An explicit unsubscription, as the member would make it. Of an issue that is gone, or that goes meanwhile, nothing is left to stop. */
export function stopIssueMail(
  { organizationId, userId, groupId }: MemberKey & { readonly groupId: string },
  now: Date,
): Statement {
  return statement(
    'stop-issue-mail',
    `insert into group_subscriptions (organization_id, group_id, user_id, project_id, is_active, reason, date_added)
     select $1, i.id, o.user_id, i.project_id, false, 'UNKNOWN', $4
     from groups i
     join organization_members o on o.organization_id = $1 and o.user_id = $2
     where i.organization_id = $1 and i.id = $3
     for share of i
     on conflict (organization_id, group_id, user_id) do update
     set is_active = false, reason = 'UNKNOWN', operation_id = null`,
    [organizationId, userId, groupId, now],
  );
}

/** The member is told nothing any more, of any project. */
export async function stopAllMail(tx: Executor, { organizationId, userId }: MemberKey): Promise<void> {
  await tx.count(
    statement(
      'stop-all-mail',
      `update organization_members set notification_setting = 'NEVER' where organization_id = $1 and user_id = $2`,
      [organizationId, userId],
    ),
  );
  await tx.count(
    statement(
      'delete-project-notification-settings',
      'delete from project_notification_settings where organization_id = $1 and user_id = $2',
      [organizationId, userId],
    ),
  );
}
