import type { BulkOperationKind, BulkOperationState, OutcomeStatus } from '../../domain/bulk-operation';
import { defineEnum } from '../define-enum';

export const BulkOperationKindEnum = defineEnum<BulkOperationKind>(
  'BulkOperationKind',
  'What kind of change an operation makes.',
  {
    MUTATE: 'It changes attributes of issues.',
    DELETE: 'It deletes issues.',
    UNDO: 'It takes back what an earlier operation changed.',
  },
);

export const BulkOperationStateEnum = defineEnum<BulkOperationState>(
  'BulkOperationState',
  'How far an operation has come.',
  {
    PENDING: 'It waits to be run.',
    RUNNING: 'Some issues may be done; progress says how many.',
    COMPLETED: 'Every selected issue has its outcome.',
    FAILED: 'It was refused or broke off; `error` says why.',
    CANCELED: 'Somebody stopped it; what was done stays done.',
  },
);

export const IssueOutcomeStatusEnum = defineEnum<OutcomeStatus>(
  'IssueOutcomeStatus',
  'What happened to one issue of a bulk operation.',
  {
    CHANGED: 'At least one attribute of the issue changed.',
    UNCHANGED: 'The issue already was as asked.',
    NOT_FOUND: 'There is no such issue, or the caller does not see it; the two are never told apart.',
    CONFLICT: 'The issue changed since the version or time that the caller named.',
    INVALID: 'The change does not apply to this issue; `code` says why.',
    SKIPPED: 'Left out without being an error: outside `where`, or not mutable now; `code` says which.',
  },
);
