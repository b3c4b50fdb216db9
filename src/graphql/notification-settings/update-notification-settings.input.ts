import { Field, InputType } from 'type-graphql';
import type { NotificationSetting } from '../../domain/mail/notification-setting';
import { NotificationSettingEnum } from './notification-setting.enum';

@InputType('ProjectNotificationSettingInput', { description: 'What to be told of one project.' })
export class ProjectNotificationSettingInput {
  @Field(() => String, { description: 'The slug of a project that the caller sees; else NOT_FOUND.' })
  slug: string;

  @Field(() => NotificationSettingEnum, {
    nullable: true,
    description: 'Of which of its issues; null or left out: what holds for the organization.',
  })
  setting?: NotificationSetting | null;
}

@InputType('UpdateNotificationSettingsInput', {
  description: 'What to change of what the caller is told; what is null or left out stays as it is.',
})
export class UpdateNotificationSettingsInput {
  @Field(() => NotificationSettingEnum, { nullable: true, description: 'Of which issues of the organization.' })
  setting?: NotificationSetting | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether of changes that the caller made, too.' })
  ownChanges?: boolean | null;

  @Field(() => ProjectNotificationSettingInput, {
    nullable: true,
    description: 'A project for which something else is to hold.',
  })
  project?: ProjectNotificationSettingInput | null;
}
