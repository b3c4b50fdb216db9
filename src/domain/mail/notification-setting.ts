/**
 * Of which issues a member is told: of every issue of the projects of their teams, of those that they follow (by a
 * subscription or as assignee), or of none.
 */
export const NOTIFICATION_SETTINGS = ['ALWAYS', 'SUBSCRIBED', 'NEVER'] as const;
export type NotificationSetting = (typeof NOTIFICATION_SETTINGS)[number];

/** What a member wants to be told in one organization. */
export interface NotificationSettings {
  readonly setting: NotificationSetting;
  /** Whether changes that the member makes are told to the member too. */
  readonly ownChanges: boolean;
  /** Projects for which something else holds, by slug and in its order. */
  readonly projects: readonly { readonly project: string; readonly setting: NotificationSetting }[];
}
