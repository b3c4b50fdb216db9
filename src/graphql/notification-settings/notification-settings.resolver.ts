import { Arg, Ctx, FieldResolver, Mutation, Resolver } from 'type-graphql';
import type { NotificationSettings } from '../../domain/mail/notification-setting';
import type { GraphQLContext } from '../context';
import { given } from '../given';
import { presentUserError } from '../user-error/user-error.presenter';
import { ViewerType } from '../viewer/viewer.type';
import { NotificationSettingsPayload } from './notification-settings.payload';
import { NotificationSettingsType, ProjectNotificationSettingType } from './notification-settings.type';
import { UpdateNotificationSettingsInput } from './update-notification-settings.input';

@Resolver(() => ViewerType)
export class NotificationSettingsResolver {
  @FieldResolver(() => NotificationSettingsType, {
    nullable: true,
    description: 'What the user behind the token is told by mail; null for a token that belongs to no user.',
  })
  async notificationSettings(@Ctx() { application, caller }: GraphQLContext): Promise<NotificationSettingsType | null> {
    const settings = await application.readNotificationSettings.execute(caller);
    return settings && present(settings);
  }

  @Mutation(() => NotificationSettingsPayload, {
    description:
      'Change what the user behind the token is told by mail in the organization of the token. ACTOR_REQUIRED for a token without a user. Needs no scope.',
  })
  async updateNotificationSettings(
    @Arg('input', () => UpdateNotificationSettingsInput, { description: 'What to change.' })
    { project, ...input }: UpdateNotificationSettingsInput,
    @Ctx() { application, caller }: GraphQLContext,
  ): Promise<NotificationSettingsPayload> {
    const { value, problems } = await application.updateNotificationSettings.execute(caller, {
      ...given(input),
      ...(project != null && { project: { slug: project.slug, setting: project.setting ?? null } }),
    });
    return Object.assign(new NotificationSettingsPayload(), {
      settings: value && present(value),
      userErrors: problems.map(presentUserError),
    });
  }
}

function present({ setting, ownChanges, projects }: NotificationSettings): NotificationSettingsType {
  return Object.assign(new NotificationSettingsType(), {
    setting,
    ownChanges,
    projects: projects.map((project) => Object.assign(new ProjectNotificationSettingType(), project)),
  });
}
