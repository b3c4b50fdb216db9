import { readInput, type MutationInput } from '../../../../src/domain/attributes/read-input';
import type { StatusDetailsInput } from '../../../../src/domain/attributes/read-status-details';

function changesOf(input: MutationInput): unknown {
  const reading = readInput(input);
  if (!reading.valid) throw new Error(JSON.stringify(reading.problems));
  return reading.changes;
}

function problemsOf(input: MutationInput): string[] {
  const reading = readInput(input);
  return reading.valid ? [] : reading.problems.map(({ code, field }) => `${code} ${field?.join('.') ?? ''}`);
}

function until(given: object): unknown {
  const none = { duration: null, count: null, window: null, userCount: null, userWindow: null };
  return { kind: 'archive', archive: { substatus: 'ARCHIVED_UNTIL_CONDITION_MET', conditions: { ...none, ...given } } };
}

const FOREVER = { kind: 'archive', archive: { substatus: 'ARCHIVED_FOREVER' } };
const UNTIL_ESCALATING = { kind: 'archive', archive: { substatus: 'ARCHIVED_UNTIL_ESCALATING' } };

describe('what an input asks for', () => {
  test.each<[string, MutationInput, unknown]>([
    ['nothing', {}, {}],
    ['how, but not what', { assignedBy: 'ASSIGNEE_SELECTOR', integration: 'SLACK' }, {}],
    ['RESOLVED', { status: 'RESOLVED' }, { status: { kind: 'resolve' } }],
    ['UNRESOLVED', { status: 'UNRESOLVED' }, { status: { kind: 'reopen', substatus: null } }],
    [
      'UNRESOLVED with a substatus',
      { status: 'UNRESOLVED', substatus: 'NEW' },
      { status: { kind: 'reopen', substatus: 'NEW' } },
    ],
    ['T4 a bare IGNORED', { status: 'IGNORED' }, { status: FOREVER }],
    ['T4 IGNORED with empty details', { status: 'IGNORED', statusDetails: {} }, { status: FOREVER }],
    ['T4 IGNORED forever', { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER' }, { status: FOREVER }],
    [
      'T4 IGNORED until escalating',
      { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING' },
      { status: UNTIL_ESCALATING },
    ],
    [
      'T4 the same by a detail',
      { status: 'IGNORED', statusDetails: { untilEscalating: true } },
      { status: UNTIL_ESCALATING },
    ],
    [
      'T4 the same by both',
      { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_ESCALATING', statusDetails: { untilEscalating: true } },
      { status: UNTIL_ESCALATING },
    ],
    ['T5 until escalating alone', { substatus: 'ARCHIVED_UNTIL_ESCALATING' }, { substatus: UNTIL_ESCALATING }],
    [
      'T3 untilEscalating: false means absent',
      { status: 'IGNORED', statusDetails: { untilEscalating: false } },
      { status: FOREVER },
    ],
    [
      'T3 also with RESOLVED',
      { status: 'RESOLVED', statusDetails: { untilEscalating: false } },
      { status: { kind: 'resolve' } },
    ],
    ['a duration', { status: 'IGNORED', statusDetails: { ignoreDuration: 30 } }, { status: until({ duration: 30 }) }],
    [
      'its older name',
      { status: 'IGNORED', statusDetails: { snoozeDuration: 30 } },
      { status: until({ duration: 30 }) },
    ],
    [
      'both names with one value',
      { status: 'IGNORED', statusDetails: { ignoreDuration: 1, snoozeDuration: 1 } },
      { status: until({ duration: 1 }) },
    ],
    [
      'all conditions',
      {
        status: 'IGNORED',
        substatus: 'ARCHIVED_UNTIL_CONDITION_MET',
        statusDetails: {
          ignoreDuration: 1,
          ignoreCount: 2,
          ignoreWindow: 10_080,
          ignoreUserCount: 4,
          ignoreUserWindow: 5,
        },
      },
      { status: until({ duration: 1, count: 2, window: 10_080, userCount: 4, userWindow: 5 }) },
    ],
    ['T5 an open substatus alone', { substatus: 'ONGOING' }, { substatus: { kind: 'reopen', substatus: 'ONGOING' } }],
    ['T5 an archived substatus alone', { substatus: 'ARCHIVED_FOREVER' }, { substatus: FOREVER }],
    [
      'T3 details with the substatus that needs them',
      { substatus: 'ARCHIVED_UNTIL_CONDITION_MET', statusDetails: { ignoreCount: 1 } },
      { substatus: until({ count: 1 }) },
    ],
    ['S10 assignedTo null clears', { assignedTo: null }, { assignedTo: { actor: null, integration: null } }],
    [
      'a user',
      { assignedTo: { user: '5' }, integration: 'MSTEAMS' },
      { assignedTo: { actor: { by: 'user', id: '5' }, integration: 'msteams' } },
    ],
    ['a team', { assignedTo: { team: '5' } }, { assignedTo: { actor: { by: 'team', id: '5' }, integration: null } }],
    [
      'a name',
      { assignedTo: { username: 'ann' } },
      { assignedTo: { actor: { by: 'username', name: 'ann' }, integration: null } },
    ],
    [
      'an address',
      { assignedTo: { email: 'a@b.c' }, integration: 'SLACK' },
      { assignedTo: { actor: { by: 'email', name: 'a@b.c' }, integration: 'slack' } },
    ],
    [
      'T14 inbox: false with RESOLVED',
      { status: 'RESOLVED', inbox: false },
      { status: { kind: 'resolve' }, inbox: false },
    ],
    ['T14 inbox: false with IGNORED', { status: 'IGNORED', inbox: false }, { status: FOREVER, inbox: false }],
    [
      'T14 inbox: true with UNRESOLVED',
      { status: 'UNRESOLVED', inbox: true },
      { status: { kind: 'reopen', substatus: null }, inbox: true },
    ],
  ])('%s', (_, input, expected) => {
    expect(changesOf(input)).toEqual(expected);
  });
});

describe('T3, T4 contradictions and impossible values', () => {
  const ignored = (statusDetails: StatusDetailsInput): MutationInput => ({ status: 'IGNORED', statusDetails });
  test.each<[string, MutationInput, string[]]>([
    [
      'conditions with RESOLVED',
      { status: 'RESOLVED', statusDetails: { ignoreCount: 1 } },
      ['CONFLICTING_ATTRIBUTES input.statusDetails'],
    ],
    [
      'conditions with UNRESOLVED',
      { status: 'UNRESOLVED', statusDetails: { ignoreDuration: 1 } },
      ['CONFLICTING_ATTRIBUTES input.statusDetails'],
    ],
    [
      'untilEscalating with RESOLVED',
      { status: 'RESOLVED', statusDetails: { untilEscalating: true } },
      ['CONFLICTING_ATTRIBUTES input.statusDetails'],
    ],
    [
      'conditions with an open substatus',
      { substatus: 'ONGOING', statusDetails: { ignoreCount: 1 } },
      ['INVALID_INPUT input.statusDetails'],
    ],
    ['details alone', { statusDetails: { ignoreCount: 1 } }, ['INVALID_INPUT input.statusDetails']],
    [
      'details with ARCHIVED_FOREVER alone',
      { substatus: 'ARCHIVED_FOREVER', statusDetails: { ignoreCount: 1 } },
      ['INVALID_INPUT input.statusDetails'],
    ],
    [
      'an archived substatus with UNRESOLVED',
      { status: 'UNRESOLVED', substatus: 'ARCHIVED_FOREVER' },
      ['CONFLICTING_ATTRIBUTES input.substatus'],
    ],
    [
      'an open substatus with IGNORED',
      { status: 'IGNORED', substatus: 'ONGOING' },
      ['CONFLICTING_ATTRIBUTES input.substatus'],
    ],
    [
      'any substatus with RESOLVED',
      { status: 'RESOLVED', substatus: 'ONGOING' },
      ['CONFLICTING_ATTRIBUTES input.substatus'],
    ],
    [
      'until a condition, without one',
      { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET' },
      ['CONFLICTING_ATTRIBUTES input.statusDetails'],
    ],
    [
      'the same without status',
      { substatus: 'ARCHIVED_UNTIL_CONDITION_MET' },
      ['CONFLICTING_ATTRIBUTES input.statusDetails'],
    ],
    [
      'forever with a condition',
      { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER', statusDetails: { ignoreCount: 1 } },
      ['CONFLICTING_ATTRIBUTES input.statusDetails'],
    ],
    [
      'until escalating with a condition',
      ignored({ untilEscalating: true, ignoreCount: 1 }),
      ['CONFLICTING_ATTRIBUTES input.statusDetails'],
    ],
    [
      'until escalating and until a condition',
      { status: 'IGNORED', substatus: 'ARCHIVED_UNTIL_CONDITION_MET', statusDetails: { untilEscalating: true } },
      ['CONFLICTING_ATTRIBUTES input.statusDetails'],
    ],
    [
      'T3 untilEscalating without a status',
      { statusDetails: { untilEscalating: true } },
      ['INVALID_INPUT input.statusDetails'],
    ],
    [
      'until escalating and forever',
      { status: 'IGNORED', substatus: 'ARCHIVED_FOREVER', statusDetails: { untilEscalating: true } },
      ['CONFLICTING_ATTRIBUTES input.statusDetails'],
    ],
    ['zero', ignored({ ignoreDuration: 0 }), ['INVALID_INPUT input.statusDetails.ignoreDuration']],
    ['negative', ignored({ ignoreCount: -1 }), ['INVALID_INPUT input.statusDetails.ignoreCount']],
    ['negative users', ignored({ ignoreUserCount: -5 }), ['INVALID_INPUT input.statusDetails.ignoreUserCount']],
    ['a zero window', ignored({ ignoreCount: 1, ignoreWindow: 0 }), ['INVALID_INPUT input.statusDetails.ignoreWindow']],
    ['a window without its count', ignored({ ignoreWindow: 5 }), ['INVALID_INPUT input.statusDetails.ignoreWindow']],
    [
      'a user window without its count',
      ignored({ ignoreCount: 1, ignoreUserWindow: 5 }),
      ['INVALID_INPUT input.statusDetails.ignoreUserWindow'],
    ],
    [
      'a window of more than a week',
      ignored({ ignoreCount: 1, ignoreWindow: 10_081 }),
      ['INVALID_INPUT input.statusDetails.ignoreWindow'],
    ],
    [
      'two durations',
      ignored({ ignoreDuration: 1, snoozeDuration: 2 }),
      ['CONFLICTING_ATTRIBUTES input.statusDetails.snoozeDuration'],
    ],
    [
      'several at once',
      ignored({ ignoreCount: 0, snoozeDuration: -2 }),
      ['INVALID_INPUT input.statusDetails.snoozeDuration', 'INVALID_INPUT input.statusDetails.ignoreCount'],
    ],
    [
      'numbers are looked at also with RESOLVED',
      { status: 'RESOLVED', statusDetails: { ignoreCount: 0 } },
      ['INVALID_INPUT input.statusDetails.ignoreCount'],
    ],
    ['T14 inbox: true with RESOLVED', { status: 'RESOLVED', inbox: true }, ['CONFLICTING_ATTRIBUTES input.inbox']],
    ['T14 inbox: true with IGNORED', { status: 'IGNORED', inbox: true }, ['CONFLICTING_ATTRIBUTES input.inbox']],
    ['nobody named', { assignedTo: {} }, ['INVALID_INPUT input.assignedTo']],
    ['two named', { assignedTo: { user: '1', team: '2' } }, ['INVALID_INPUT input.assignedTo']],
    [
      'everything that is wrong is told',
      { assignedTo: {}, status: 'RESOLVED', inbox: true, substatus: 'NEW' },
      [
        'INVALID_INPUT input.assignedTo',
        'CONFLICTING_ATTRIBUTES input.substatus',
        'CONFLICTING_ATTRIBUTES input.inbox',
      ],
    ],
  ])('%s', (_, input, expected) => {
    expect(problemsOf(input)).toEqual(expected);
  });
});
