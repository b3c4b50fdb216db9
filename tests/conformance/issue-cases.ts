import type { Subject } from './subject';

/** Cases of what somebody does to an issue, release and time aside. */
export const ISSUE_CASES: readonly Subject[] = [
  {
    name: 'Status',
    cases: {
      'status-unresolve-resolved-explicit-ongoing': 'A resolved issue is reopened as ongoing',
      'status-unignore-old-issue-defaults-to-ongoing': 'An archived issue of last week comes back as ongoing',
      'status-unignore-old-issue-explicit-ongoing': 'The same with the substatus named',
      'substatus-infer-ignored-condition': 'Any condition archives until it is met',
      'substatus-infer-ignored-forever': 'No condition archives forever',
      'substatus-infer-unresolved-new': 'A young issue that was archived is new again',
      'substatus-infer-unresolved-ongoing': 'An old one is ongoing',
      'substatus-infer-unresolved-regressed': 'One that was resolved has regressed',
      'status-change-unresolve-ignored-records': 'What is recorded when an archived issue is reopened',
      'status-change-unresolve-resolved-records': 'What is recorded when a resolved issue is reopened',
      'status-change-ignore-with-duration-records': 'What is recorded when an issue is archived for a while',
      'status-resolve-as-plain-member': 'A member resolves by search',
      'status-unresolve-removes-resolution': 'Reopening takes the resolution away and subscribes the actor',
      'status-unresolve-snoozed': 'Reopening an issue whose snooze is over',
      'status-unresolve-after-resolve-is-regressed': 'Resolve and reopen leave the inbox empty and a regression',
      'status-resolve-response-inbox-key-only-on-change': 'The inbox is spoken of only where it changed',
      'status-resolve-refused-for-unresolvable-type': 'One issue that cannot be resolved refuses the call',
      'status-single-issue-resolve': 'One issue is resolved as many are',
    },
  },
  {
    name: 'Archive',
    cases: {
      'archive-forever-explicit': 'Archived forever: out of the inbox, told to other systems',
      'archive-until-condition-explicit': 'Archived until a condition is met: a snooze',
      'ignore-basic-clears-old-snooze': 'A bare archive is forever and removes an old snooze',
      'ignore-count': 'Archived for so many events, counted from now',
      'ignore-user-count': 'Archived for so many users, counted from now',
      'ignore-handler-forever': 'No details, no snooze',
    },
  },
  {
    name: 'Assignee',
    cases: {
      'assign-username-then-clear': 'Assigned by username, left by an empty input, cleared by null',
      'assign-numeric-id': 'Assigned by id',
      'assign-via-api-key': 'Assigned by a token without a user',
      'assign-non-member-refused': 'Who is no member is refused',
      'assign-team': 'A team is assigned, and its members follow',
      'assign-team-outside-project-refused': 'A team that does not see the project is refused',
      'assign-result-user': 'What is answered and recorded of an assignment',
      'assign-clear-removes-subscription': 'Who is no longer assigned no longer follows',
      'assign-clear-team-removes-member-subscriptions': 'Nor do the members of a team',
      'assign-member-of-previous-team-stays-subscribed': 'From a team to one of its members and back',
      'assign-create-only': 'What assigns only where nobody is assigned',
      'assign-actor-validation': 'Who may be named as assignee',
      'assign-field-accepts': 'Teams, users and null are accepted',
      'status-self-assign-on-resolve': 'Resolving assigns who wants that',
    },
    notApplicable: {
      'owner-field-fails-closed': {
        title: 'Only members of a team make it an owner',
        without: 'rules of ownership with owners of their own',
      },
    },
  },
  {
    name: 'Inbox',
    cases: {
      'inbox-mark-reviewed-event': 'Reviewed: out of the inbox, told to other systems',
      'inbox-set-and-clear': 'Into the inbox and out of it',
      'inbox-mark-reviewed-escalating': 'Reviewing an escalating issue ends the escalation',
      'inbox-add': 'Those that are there and those that are not',
      'inbox-add-keeps-first-reason': 'A second entry keeps the first reason',
      'inbox-remove-writes-activity': 'One line in the feed',
    },
    notApplicable: {
      'inbox-invalid-reason-details': {
        title: 'Unknown details of a reason are dropped',
        without: 'details of an inbox entry that a caller could give',
      },
    },
  },
  {
    name: 'Priority',
    cases: {
      'priority-bulk': 'Several issues, each with history and activity',
      'priority-bulk-no-change': 'The same priority records nothing',
      'priority-auto-ongoing-restores-initial': 'Back to ongoing restores the first priority',
    },
  },
  {
    name: 'Marks and shares',
    cases: {
      'bookmark-removal-unsubscribes': 'Without the bookmark the subscription that it brought is gone',
      'subscribe-reactivates': 'An ended subscription becomes active again',
      'subscribe-model-bulk': 'Many at once, those that are there included',
      'subscribe-model-team-expands': 'Every member of a team, once',
      'share-bulk-public': 'Each issue gets a link',
      'share-bulk-private': 'Each loses it',
      'share-public-again-rotates': 'What becomes of the link of a shared issue that is shared again',
    },
  },
  {
    name: 'Feed and history',
    cases: {
      'activity-list-priority': 'The feed begins with the first event and its priority',
      'activity-list-collapses-repeats': 'Equal neighbours are one, notes never',
      'history-previous-row': 'Which earlier entry a new one answers',
    },
    notApplicable: {
      'history-team-filter': {
        title: 'A team sees the history of its own organization',
        without: 'statistics of a team over history entries',
      },
    },
  },
];
