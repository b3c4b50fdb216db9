import type { Caller } from '../../domain/access';
import type { NotificationSettings } from '../../domain/mail/notification-setting';
import { readNotificationSettings } from '../../persistence/read/read-notification-settings';
import type { UnitOfWork } from '../../persistence/unit-of-work';

/** What the user behind a token is told. */
export class ReadNotificationSettings {
  constructor(private readonly dependencies: { readonly unitOfWork: UnitOfWork }) {}

  /** Answers null for a token without a user. */
  async execute({ user, organizations: [access] }: Caller): Promise<NotificationSettings | null> {
    if (user === null || access === undefined) return null;
    const { organizationId } = access;
    return readNotificationSettings(this.dependencies.unitOfWork.reader, { organizationId, userId: user.id });
  }
}
