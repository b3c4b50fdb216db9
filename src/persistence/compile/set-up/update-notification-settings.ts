import type { NotificationSetting } from '../../../domain/mail/notification-setting';
import { statement, type Executor } from '../../statement';
import type { MemberKey } from '../mail/stop-mail';

/** What a member wants of the organization; what is null stays as it is. */
export async function updateNotificationSettings(
  tx: Executor,
  { organizationId, userId }: MemberKey,
  { setting, ownChanges }: { readonly setting: NotificationSetting | null; readonly ownChanges: boolean | null },
): Promise<void> {
  await tx.count(
    statement(
      'update-notification-settings',
      `update organization_members
       set notification_setting = coalesce($3, notification_setting),
         told_of_own_changes = coalesce($4, told_of_own_changes)
       where organization_id = $1 and user_id = $2`,
      [organizationId, userId, setting, ownChanges],
    ),
  );
}

/** What a member wants of a project. */
export async function writeProjectNotificationSetting(
  tx: Executor,
  { organizationId, userId }: MemberKey,
  { projectId, setting }: { readonly projectId: string; readonly setting: NotificationSetting },
): Promise<void> {
  await tx.rows(
    statement(
      'write-project-notification-setting',
      `insert into project_notification_settings (organization_id, user_id, project_id, setting)
       values ($1, $2, $3, $4)
       on conflict (organization_id, user_id, project_id) do update set setting = excluded.setting`,
      [organizationId, userId, projectId, setting],
    ),
  );
}

/** For a project holds what holds for the organization. */
export async function deleteProjectNotificationSetting(
  tx: Executor,
  { organizationId, userId }: MemberKey,
  projectId: string,
): Promise<void> {
  await tx.count(
    statement(
      'delete-project-notification-setting',
      `delete from project_notification_settings where organization_id = $1 and user_id = $2 and project_id = $3`,
      [organizationId, userId, projectId],
    ),
  );
}
