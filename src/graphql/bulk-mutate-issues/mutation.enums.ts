import { defineEnum } from '../define-enum';

export const IssueStatusUpdateEnum = defineEnum('IssueStatusUpdate', 'What a caller may set the status to.', {
  UNRESOLVED: 'Open again. The substatus is inferred for each issue unless it is given.',
  RESOLVED: 'Done: now, or as `statusDetails` say. Without them an issue that is resolved already stays as it is.',
  RESOLVED_IN_NEXT_RELEASE:
    'Done, with the next release of the project of each issue; in a project without releases as RESOLVED.',
  IGNORED:
    'Archived: forever, or as `statusDetails` or `substatus` say. It leaves the inbox, and its events go on being counted.',
});

export const BulkErrorPolicyEnum = defineEnum(
  'BulkErrorPolicy',
  'What to do when some of the selected issues are INVALID or CONFLICT.',
  {
    ALL_OR_NOTHING: 'Change nothing, and report every offending issue in `userErrors`.',
    SKIP_INVALID: 'Change the others, and report the offending ones in `operation.outcomes`.',
  },
);

export const BulkExecutionModeEnum = defineEnum(
  'BulkExecutionMode',
  'Whether a call waits for the end of its operation.',
  {
    AUTO: 'Inside the call up to the server’s synchronous limit (10,000 issues by default), as a job beyond it. A merge never becomes a job by itself.',
    SYNC: 'Inside the call, in one transaction; SELECTION_TOO_LARGE beyond the limit.',
    ASYNC:
      'As a job, whatever the number: the answer is the operation, PENDING, before its issues are known. What then speaks against the call is in `operation.error`.',
  },
);

export const AssignmentSourceEnum = defineEnum('AssignmentSource', 'Where in a client an assignee was chosen.', {
  ASSIGNEE_SELECTOR: 'From the list of everybody.',
  SUGGESTED_ASSIGNEE: 'From a suggestion.',
});

export const ActivityIntegrationEnum = defineEnum('ActivityIntegration', 'The chat product from which a change came.', {
  SLACK: 'Slack.',
  MSTEAMS: 'Microsoft Teams.',
});
