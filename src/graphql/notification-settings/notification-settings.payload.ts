import { Field, ObjectType } from 'type-graphql';
import { UserErrorType } from '../user-error/user-error.type';
import { NotificationSettingsType } from './notification-settings.type';

@ObjectType('NotificationSettingsPayload', { description: 'What became of what the caller is told.' })
export class NotificationSettingsPayload {
  @Field(() => NotificationSettingsType, {
    nullable: true,
    description: 'As it is now; null where userErrors say why nothing was done.',
  })
  settings: NotificationSettingsType | null;

  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty where it was.' })
  userErrors: readonly UserErrorType[];
}
