import type { Subject } from './subject';

/** Rules by which Muster does better than what it is compatible with; where a case says otherwise, they win. */
export const DECISIONS: readonly Subject[] = [
  {
    name: 'Selection and scope',
    cases: {
      S1: 'Ids never turn into a search; with a search they mean both',
      S2: 'What a selection must say, and what it may name',
      S3: 'Without ids only the status, unless the number is known',
      S4: 'Whatever is not there for the caller is NOT_FOUND, alike',
      S5: 'Issues on their way out are not touched',
      S6: 'A token reaches one organization',
      S7: 'What is selected is settled when the operation starts',
      S8: 'Ids count once and keep their order',
      S9: 'Limits',
      S10: 'Null means absent, but for two fields',
    },
  },
  {
    name: 'Atomicity',
    cases: {
      A1: 'Everything is checked before the first write',
      A2: 'One call is one transaction',
      A3: 'All or nothing, or all but the invalid',
      A4: 'A fixed order, and as many statements for many as for one',
      A5: 'Locks in id order: no deadlock, nothing lost',
    },
  },
  {
    name: 'Outcomes',
    cases: {
      O1: 'Every id has one outcome',
      O2: 'What counts as a change',
      O3: 'Every change is listed with before and after',
      O4: 'A dry run tells and leaves no trace',
    },
  },
  {
    name: 'Attributes',
    cases: {
      T1: 'The same status with another meaning is a change',
      T2: 'Leaving a status clears what belonged to it; the status as shown counts',
      T3: 'Contradictions and impossible numbers are refused',
      T4: 'How an archived issue is meant',
      T5: 'A substatus alone applies where the status allows it',
      T6: 'Reopening infers the substatus of each issue',
      T8: 'Nothing leaks from one issue to another',
      T9: 'Self-assignment takes what nobody has',
      T10: 'The assignee is checked in every project',
      T11: 'Marks are the caller’s own',
      T12: 'Sharing again keeps the link',
      T13: 'A priority that a person has set is locked',
      T14: 'Into the inbox contradicts resolved and archived',
      T18: 'A team is followed set-based; one digest an operation',
      T19: 'Every change points to its operation; the feed collapses',
      T21: 'Some categories forbid changes',
    },
  },
  {
    name: 'Releases and forecasts as decided',
    cases: {
      T7: 'Releases and commits, project by project',
      T20: 'In a future release',
      F1: 'The window of a forecast',
    },
  },
  {
    name: 'Merge, discard and delete as decided',
    cases: {
      T15: 'Discard stands alone, needs a right and a feature',
      T16: 'What a merge moves, and what never',
      T17: 'Stuck work is picked up again',
    },
  },
  {
    name: 'Undo',
    cases: {
      U1: 'Every row comes back, or the issue is left alone',
      U2: 'Merge, discard and delete for a short while',
      U3: 'Once; and the undo can be undone',
      U4: 'For how long, and by whom',
    },
  },
  {
    name: 'Idempotency and rights',
    cases: {
      I1: 'A key makes a call safe to repeat',
      P1: 'Roles, tokens and what they see',
    },
  },
  {
    name: 'REST as decided',
    cases: { R1: 'A request that selects nothing' },
  },
  {
    name: 'Snoozes as decided',
    cases: {
      F2: 'Counts are exact at the moment of the check',
      F3: 'The end of a snooze and what follows are one transaction',
    },
  },
];
