import type { Subject } from './subject';

/** Cases of what events and time do to an issue. */
export const TIME_CASES: readonly Subject[] = [
  {
    name: 'Regressions',
    cases: {
      'regression-keeps-known-version': 'A version that the activity knows stays',
      'regression-keeps-current-release-version': 'So does the version after which it was resolved',
      'regression-waits-for-commit-release': 'No regression before the commit is released',
      'regression-pending-commit-rules': 'When an issue waits for a commit (there are no pull requests)',
      'regression-auto-resolved-active-at': 'An issue resolved by age becomes active again',
    },
  },
  {
    name: 'Snoozes',
    cases: {
      'snooze-until': 'Before and after its moment',
      'snooze-count-delta-with-pending': 'Counts that are not folded in yet count, too',
      'snooze-rate': 'Events within a window',
      'snooze-user-rate-cached': 'Users within a window, asked again and again',
      'snooze-user-rate-cache-expired': 'Users within a window, with nothing remembered',
      'snooze-user-count-cached': 'Users without a window',
      'snooze-expiry-job-simple': 'The clock ends a snooze',
      'snooze-expiry-job-resolved-issue': 'A snooze that was left over on a resolved issue',
      'snooze-expiry-on-ingest': 'An event finds that the snooze is over',
      'snooze-expiry-on-ingest-pending-counts': 'An event finds that the count is reached',
      'snooze-valid-on-first-event': 'The first event ends no snooze',
      'snooze-read-side-expired': 'A snooze that is over reads as unresolved',
    },
    notApplicable: {
      'snooze-wrong-issue': {
        title: 'The snooze of another issue is an error',
        without: 'a way to ask about a snooze apart from its issue',
      },
    },
  },
  {
    name: 'Archive until it escalates',
    cases: {
      'substatus-infer-ignored-until-escalating': 'Archiving until it escalates has a substatus of its own',
      'status-change-ignore-until-escalating-records': 'What is recorded when it is archived until it escalates',
      'archive-until-escalating-without-counts': 'Archived until it escalates, without any past counts',
      'archive-until-escalating-event': 'Other systems hear that it was archived',
    },
  },
  {
    name: 'Forecasts',
    cases: {
      'escalation-over-forecast': 'More events in an hour than the forecast allows',
      'escalation-forecast-exactly-two-weeks': 'A forecast holds for two weeks',
      'escalation-forecast-less-than-a-week': 'A forecast from less than a week',
      'escalation-forecast-low-frequency': 'A forecast from a few events an hour',
      'escalation-forecast-empty': 'No counts, no forecast',
      'escalation-forecast-date-survives-storage': 'A stored forecast keeps its moment',
    },
  },
  {
    name: 'Escalation',
    cases: {
      'escalation-weekly-job-no-counts': 'A nightly forecast without counts reads as ten a day',
      'escalation-weekly-job-replaces': 'A forecast is made anew',
      'escalation-weekly-job-type-opt-out': 'Categories that do not escalate get none',
      'escalation-activity-data': 'What is recorded of an escalation',
      'escalation-not-checked-on-first-day': 'Not on the first day',
      'priority-auto-escalating': 'Escalating raises the priority a step',
      'priority-auto-escalating-already-high': 'Not above high',
      'priority-auto-locked': 'Not where a person has set it',
    },
  },
  {
    name: 'Ageing',
    cases: {
      'ongoing-bulk-from-new-or-regressed': 'What is recorded of a change to ongoing',
      'ongoing-job-new': 'New for a week is ongoing',
      'ongoing-job-age-limit': 'Not a moment earlier',
      'ongoing-job-batch-limit': 'No more at once than is allowed',
      'ongoing-job-ids-out-of-order': 'Ages count, not ids',
      'ongoing-job-regressed': 'Regressed for a week is ongoing',
      'ongoing-job-escalating': 'Escalating for a week is ongoing',
      'auto-resolve-opt-out': 'Projects that do not resolve by age',
      'auto-resolve-debounce-and-chunks': 'Each project once, and not too often',
      'inbox-auto-remove': 'Old entries leave the inbox',
    },
  },
  {
    name: 'Notifications',
    cases: {
      'subscribe-participants-settings-order': 'Which setting decides who is told',
    },
  },
];
