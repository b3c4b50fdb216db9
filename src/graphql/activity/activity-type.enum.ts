import type { ActivityType } from '../../domain/activity-type';
import { defineEnum } from '../define-enum';

export const ActivityTypeEnum = defineEnum<ActivityType>('ActivityType', 'What happened to an issue.', {
  SET_RESOLVED: 'It was resolved.',
  SET_RESOLVED_IN_RELEASE: 'It was resolved in a release: `version`, empty while the release is not known.',
  SET_RESOLVED_IN_COMMIT: 'It was resolved in a commit: the id of the `commit`.',
  SET_RESOLVED_BY_AGE: 'It was resolved because it was quiet for long: `age` in hours.',
  SET_UNRESOLVED: 'It was reopened.',
  SET_IGNORED:
    'It was archived: `ignoreCount`, `ignoreDuration`, `ignoreUntil`, `ignoreUserCount`, `ignoreUserWindow`, `ignoreWindow`, `ignoreUntilEscalating`, null where they do not apply.',
  SET_REGRESSION: 'An event came after it had been resolved: `event_id`, `version`.',
  SET_ESCALATING:
    'It is seen much more often than forecast, or its archiving ended: `event_id`, `forecast`, `expired_snooze`.',
  AUTO_SET_ONGOING: 'It is no longer new, escalating or regressed: `after_days`.',
  SET_PRIORITY: 'Its priority changed: `priority`, and a `reason` where no person did it.',
  SET_PUBLIC: 'It was shared by a link.',
  SET_PRIVATE: 'It is no longer shared.',
  ASSIGNED: 'It was assigned: `assignee`, `assigneeEmail`, `assigneeName`, `assigneeType` (`user` or `team`).',
  UNASSIGNED: 'It is assigned to nobody any more.',
  MARK_REVIEWED: 'It was reviewed and left the inbox.',
  MERGE: 'Other `issues` were merged into it.',
  UNMERGE_SOURCE: 'Events were taken out of it again.',
  UNMERGE_DESTINATION: 'Events of another issue were put into it again.',
  FIRST_SEEN: 'Its first event came: the `priority` that it began with. The oldest line of every feed.',
  NOTE: 'Somebody wrote a note: `text`.',
  RELEASE: 'A release was created.',
  DEPLOY: 'A release was deployed.',
});
