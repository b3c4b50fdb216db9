import type { Caller, OrganizationAccess } from '../../domain/access';
import type { NotificationSetting, NotificationSettings } from '../../domain/mail/notification-setting';
import { problem } from '../../domain/problem';
import type { MemberKey } from '../../persistence/compile/mail/stop-mail';
import {
  deleteProjectNotificationSetting,
  updateNotificationSettings,
  writeProjectNotificationSetting,
} from '../../persistence/compile/set-up/update-notification-settings';
import { readNotificationSettings } from '../../persistence/read/read-notification-settings';
import type { Executor } from '../../persistence/statement';
import { done, notFound, refused, setUp, type SetUpDependencies, type SetUpOutcome } from '../set-up/set-up';

/** What to change of what the caller is told; what is absent stays as it is. */
export interface UpdateNotificationSettingsCommand {
  readonly setting?: NotificationSetting;
  readonly ownChanges?: boolean;
  /** null: for the project holds what holds for the organization. */
  readonly project?: { readonly slug: string; readonly setting: NotificationSetting | null };
}

/** Changes of what the user behind the token is told in the organization of the token. */
export class UpdateNotificationSettings {
  constructor(private readonly dependencies: SetUpDependencies) {}

  /** Needs no scope; ACTOR_REQUIRED for a token without a user, NOT_FOUND for a project that the caller does not see. */
  async execute(
    caller: Caller,
    command: UpdateNotificationSettingsCommand,
  ): Promise<SetUpOutcome<NotificationSettings>> {
    // A token with a user reaches exactly one organization.
    const [access] = caller.organizations;
    if (caller.user === null || access === undefined) return refused(problem('ACTOR_REQUIRED'));
    const member = { organizationId: access.organizationId, userId: caller.user.id };
    const projectId = command.project && projectIdOf(access, command.project.slug);
    if (projectId === null) return refused(notFound('project', 'There is no such project.'));
    return setUp(this.dependencies, async (tx) => {
      const { setting = null, ownChanges = null } = command;
      await updateNotificationSettings(tx, member, { setting, ownChanges });
      if (projectId !== undefined)
        await changeProject(tx, member, { projectId, setting: command.project?.setting ?? null });
      const settings = await readNotificationSettings(tx, member);
      return settings === null ? refused(problem('ACTOR_REQUIRED')) : done(settings);
    });
  }
}

function projectIdOf({ projects }: OrganizationAccess, slug: string): string | null {
  return [...projects].find(([, known]) => known === slug)?.[0] ?? null;
}

async function changeProject(
  tx: Executor,
  member: MemberKey,
  { projectId, setting }: { readonly projectId: string; readonly setting: NotificationSetting | null },
): Promise<void> {
  if (setting === null) await deleteProjectNotificationSetting(tx, member, projectId);
  else await writeProjectNotificationSetting(tx, member, { projectId, setting });
}
