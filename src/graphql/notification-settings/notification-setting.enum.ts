import type { NotificationSetting } from '../../domain/mail/notification-setting';
import { defineEnum } from '../define-enum';

export const NotificationSettingEnum = defineEnum<NotificationSetting>(
  'NotificationSetting',
  'Of which issues a member is told by mail. An explicit unsubscription from an issue always holds.',
  {
    ALWAYS: 'Of every issue of the projects of the member’s teams, and of those that the member follows.',
    SUBSCRIBED:
      'Of issues that the member follows: by a subscription, or as the assignee or a member of the assigned team.',
    NEVER: 'Of none, whatever the member is subscribed to.',
  },
);
