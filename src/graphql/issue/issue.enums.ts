import type { GroupCategory, GroupLevel, GroupPriority, InboxReason, SubscriptionReason } from '../../domain/group';
import type { IssueSort } from '../../domain/search/issue-sort';
import { defineEnum } from '../define-enum';

export const IssuePriorityEnum = defineEnum<GroupPriority>('IssuePriority', 'How much an issue matters.', {
  LOW: 'It can wait.',
  MEDIUM: 'It should be looked at.',
  HIGH: 'It should be looked at first.',
});

export const IssueLevelEnum = defineEnum<GroupLevel>('IssueLevel', 'How severe the SDK calls the latest event.', {
  DEBUG: 'For developers only.',
  INFO: 'Worth knowing; nothing went wrong.',
  WARNING: 'Something may go wrong.',
  ERROR: 'Something went wrong.',
  FATAL: 'The program could not go on.',
});

export const IssueCategoryEnum = defineEnum<GroupCategory>('IssueCategory', 'What kind of trouble an issue is.', {
  ERROR: 'Errors and messages that SDKs send.',
  PERFORMANCE: 'Slow or wasteful work.',
  CRON: 'Scheduled work that failed or did not run.',
  REPLAY: 'Trouble that the recording of a session shows.',
  FEEDBACK: 'What users report.',
  UPTIME: 'An address that does not answer.',
  METRIC: 'A measure beyond its threshold; its status and priority follow the measure and cannot be set by hand.',
  OTHER: 'Anything else.',
});

export const InboxReasonEnum = defineEnum<InboxReason>('InboxReason', 'Why an issue waits for review.', {
  NEW: 'It was seen for the first time.',
  REGRESSION: 'It was resolved and came back.',
  MANUAL: 'Somebody put it there.',
  REPROCESSED: 'Its events were processed again.',
  ESCALATING: 'It is seen much more often than was forecast.',
  ONGOING: 'Its archiving ended, or it is open for long.',
});

export const SubscriptionReasonEnum = defineEnum<SubscriptionReason>(
  'SubscriptionReason',
  'Why somebody is told about an issue.',
  {
    UNKNOWN: 'They chose to be.',
    COMMENT: 'They wrote a note.',
    ASSIGNED: 'The issue was assigned to them.',
    BOOKMARK: 'They set a bookmark.',
    STATUS_CHANGE: 'They changed its status.',
    MENTIONED: 'A note mentions them.',
    TEAM_MENTIONED: 'A note mentions their team.',
  },
);

export const IssueSortEnum = defineEnum<IssueSort>(
  'IssueSort',
  'The order of issues; equal ones by id, greatest first.',
  {
    LAST_SEEN: 'Latest event first.',
    FIRST_SEEN: 'Latest first event first.',
    TIMES_SEEN: 'Most events first.',
    USERS_SEEN: 'Most users first.',
    PRIORITY: 'Highest priority first, then latest event first; issues without priority last.',
    INBOX: 'Only issues in the inbox, latest arrival first.',
  },
);
