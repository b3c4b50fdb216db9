import type { GroupStatus, GroupSubstatus } from '../../domain/group';
import { defineEnum } from '../define-enum';

export const IssueStatusEnum = defineEnum<GroupStatus>('IssueStatus', 'Where an issue stands.', {
  UNRESOLVED: 'Open.',
  RESOLVED: 'Done; an event that comes later can reopen it.',
  IGNORED: 'Archived, for ever or until something happens; the substatus says which.',
  PENDING_DELETION: 'About to be deleted.',
  DELETION_IN_PROGRESS: 'Being deleted.',
  PENDING_MERGE: 'Being merged into another issue; it cannot be changed now.',
  REPROCESSING: 'Its events are being processed again; it cannot be changed now.',
});

export const IssueSubstatusEnum = defineEnum<GroupSubstatus>(
  'IssueSubstatus',
  'What a status means more precisely: the first four belong to UNRESOLVED, the others to IGNORED.',
  {
    NEW: 'First seen within the last seven days.',
    ONGOING: 'Open for longer, or looked at.',
    ESCALATING: 'Seen much more often than was forecast.',
    REGRESSED: 'Was resolved and came back.',
    ARCHIVED_UNTIL_ESCALATING: 'Archived until it is seen much more often than forecast.',
    ARCHIVED_UNTIL_CONDITION_MET: 'Archived until one of the conditions in `statusDetails` is met.',
    ARCHIVED_FOREVER: 'Archived until somebody reopens it.',
  },
);
