import { Field, ObjectType } from 'type-graphql';
import type { NotificationSetting } from '../../domain/mail/notification-setting';
import { NotificationSettingEnum } from './notification-setting.enum';

@ObjectType('ProjectNotificationSetting', { description: 'What a member is told of the issues of one project.' })
export class ProjectNotificationSettingType {
  @Field(() => String, { description: 'The slug of the project.' })
  project: string;

  @Field(() => NotificationSettingEnum, { description: 'Of which of its issues.' })
  setting: NotificationSetting;
}

@ObjectType('NotificationSettings', {
  description: 'What a member is told by mail in one organization, if the server sends mail.',
})
export class NotificationSettingsType {
  @Field(() => NotificationSettingEnum, {
    description: 'Of which issues, SUBSCRIBED unless the member said otherwise.',
  })
  setting: NotificationSetting;

  @Field(() => Boolean, { description: 'Whether the member is also told of changes that the member made.' })
  ownChanges: boolean;

  @Field(() => [ProjectNotificationSettingType], {
    description: 'Projects for which something else holds than `setting`, by slug.',
  })
  projects: readonly ProjectNotificationSettingType[];
}
