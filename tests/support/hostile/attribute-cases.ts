import { refused, RESOLVE, type ExpectedError, type HostileCase } from './hostile-case';

const DETAILS = 'input.statusDetails';
const IGNORED = 'IGNORED';

const number = (field: string): ExpectedError => [
  'INVALID_INPUT',
  `${DETAILS}.${field}`,
  `${field} must be a whole number of at least 1.`,
];
const wrongFamily = (substatus: string, status: string): ExpectedError => [
  'CONFLICTING_ATTRIBUTES',
  'input.substatus',
  `The substatus ${substatus} does not belong to the status ${status}.`,
];
const conditions = (status: string): ExpectedError => [
  'CONFLICTING_ATTRIBUTES',
  DETAILS,
  `Conditions of archiving do not go with the status ${status}.`,
];
const contradicts = (substatus: string): ExpectedError => [
  'CONFLICTING_ATTRIBUTES',
  DETAILS,
  `Conditions of statusDetails contradict the way of archiving${substatus && ` ${substatus}`}.`,
];
const NO_CONDITION: ExpectedError = [
  'CONFLICTING_ATTRIBUTES',
  DETAILS,
  'ARCHIVED_UNTIL_CONDITION_MET needs one of ignoreDuration, ignoreCount and ignoreUserCount.',
];
const NO_STATUS: ExpectedError = [
  'INVALID_INPUT',
  DETAILS,
  'statusDetails need a status, or the substatus ARCHIVED_UNTIL_CONDITION_MET.',
];
const INBOX: ExpectedError = [
  'CONFLICTING_ATTRIBUTES',
  'input.inbox',
  'An issue that is resolved or archived leaves the inbox; inbox: true contradicts that.',
];
const NUMBERS = [
  'ignoreDuration',
  'snoozeDuration',
  'ignoreCount',
  'ignoreWindow',
  'ignoreUserCount',
  'ignoreUserWindow',
] as const;

/** Contradictions and impossible values of `input`, but for who it is assigned to. */
export const ATTRIBUTE_CASES: readonly HostileCase[] = [
  ...NUMBERS.flatMap((field) =>
    [0, -1, -2147483648].map((value) =>
      refused(
        `T3 ${field}: ${value}`,
        { input: { status: IGNORED, statusDetails: { [field]: value } } },
        number(field),
      ),
    ),
  ),
  refused(
    'T3 a window without its count',
    { input: { status: IGNORED, statusDetails: { ignoreWindow: 5, ignoreUserWindow: 5 } } },
    ['INVALID_INPUT', `${DETAILS}.ignoreWindow`, 'ignoreWindow needs ignoreCount.'],
    ['INVALID_INPUT', `${DETAILS}.ignoreUserWindow`, 'ignoreUserWindow needs ignoreUserCount.'],
  ),
  refused(
    'T3 a window with the other count',
    { input: { status: IGNORED, statusDetails: { ignoreWindow: 5, ignoreUserCount: 5 } } },
    ['INVALID_INPUT', `${DETAILS}.ignoreWindow`, 'ignoreWindow needs ignoreCount.'],
  ),
  refused(
    'T3 a window of more than a week',
    { input: { status: IGNORED, statusDetails: { ignoreCount: 1, ignoreWindow: 10_081 } } },
    ['INVALID_INPUT', `${DETAILS}.ignoreWindow`, 'ignoreWindow must be at most 10080 minutes (one week).'],
  ),
  refused('T3 two durations', { input: { status: IGNORED, statusDetails: { ignoreDuration: 1, snoozeDuration: 2 } } }, [
    'CONFLICTING_ATTRIBUTES',
    `${DETAILS}.snoozeDuration`,
    'snoozeDuration is the older name of ignoreDuration; give one of them.',
  ]),
  refused('T3 details without a status', { input: { statusDetails: {} } }, NO_STATUS),
  refused('T3 conditions without a status', { input: { statusDetails: { ignoreCount: 1 } } }, NO_STATUS),
  refused(
    'T3 conditions with another substatus',
    { input: { substatus: 'ARCHIVED_FOREVER', statusDetails: { ignoreCount: 1 } } },
    NO_STATUS,
  ),
  ...['RESOLVED', 'UNRESOLVED'].flatMap((status) => [
    refused(
      `T3 conditions with ${status}`,
      { input: { status, statusDetails: { ignoreDuration: 30 } } },
      conditions(status),
    ),
    refused(
      `T3 until escalating with ${status}`,
      { input: { status, statusDetails: { untilEscalating: true } } },
      conditions(status),
    ),
  ]),
  ...['NEW', 'ONGOING', 'ESCALATING', 'REGRESSED'].flatMap((substatus) =>
    ['RESOLVED', IGNORED].map((status) =>
      refused(`T3 ${substatus} with ${status}`, { input: { status, substatus } }, wrongFamily(substatus, status)),
    ),
  ),
  ...['ARCHIVED_FOREVER', 'ARCHIVED_UNTIL_ESCALATING', 'ARCHIVED_UNTIL_CONDITION_MET'].flatMap((substatus) =>
    ['RESOLVED', 'UNRESOLVED'].map((status) =>
      refused(`T3 ${substatus} with ${status}`, { input: { status, substatus } }, wrongFamily(substatus, status)),
    ),
  ),
  refused(
    'T4 until a condition is met, without one',
    { input: { status: IGNORED, substatus: 'ARCHIVED_UNTIL_CONDITION_MET' } },
    NO_CONDITION,
  ),
  refused(
    'T4 until a condition is met, without status and condition',
    { input: { substatus: 'ARCHIVED_UNTIL_CONDITION_MET', statusDetails: { untilEscalating: false } } },
    NO_CONDITION,
  ),
  refused(
    'T4 forever, with a condition',
    { input: { status: IGNORED, substatus: 'ARCHIVED_FOREVER', statusDetails: { ignoreUserCount: 1 } } },
    contradicts('ARCHIVED_FOREVER'),
  ),
  refused(
    'T4 until escalating, with a condition',
    { input: { status: IGNORED, substatus: 'ARCHIVED_UNTIL_ESCALATING', statusDetails: { ignoreCount: 1 } } },
    contradicts('ARCHIVED_UNTIL_ESCALATING'),
  ),
  refused(
    'T4 untilEscalating with a condition',
    { input: { status: IGNORED, statusDetails: { untilEscalating: true, ignoreDuration: 1 } } },
    contradicts(''),
  ),
  refused(
    'T4 untilEscalating with forever',
    { input: { status: IGNORED, substatus: 'ARCHIVED_FOREVER', statusDetails: { untilEscalating: true } } },
    contradicts('ARCHIVED_FOREVER'),
  ),
  refused('T14 into the inbox with RESOLVED', { input: { ...RESOLVE, inbox: true } }, INBOX),
  refused('T14 into the inbox with IGNORED', { input: { status: IGNORED, inbox: true } }, INBOX),
  refused(
    'everything that is wrong, at once',
    {
      input: { ...RESOLVE, inbox: true, assignedTo: {}, statusDetails: { ignoreCount: 0 } },
      options: { expectedCount: -1 },
      where: { organization: null, projects: ['no-such-project'] },
    },
    ['INVALID_INPUT', 'options.expectedCount', 'expectedCount must not be negative.'],
    ['INVALID_INPUT', 'input.assignedTo', 'Give exactly one of user, team, email and username.'],
    number('ignoreCount'),
    INBOX,
    ['NOT_FOUND', 'where.projects', 'There is no such project.'],
  ),
  refused(
    'T5 a substatus of the other family, by itself',
    ({ archivedIssueId }) => ({ ids: [archivedIssueId], input: { substatus: 'ONGOING' } }),
    ['INVALID_INPUT', 'input.substatus', 'input.substatus does not fit these issues as they are.'],
  ),
  refused(
    'T21 a status by hand where the category has none',
    ({ issueId, metricIssueId }) => ({ ids: [issueId, metricIssueId] }),
    ['ACTION_NOT_ALLOWED_FOR_TYPE', 'input.status', 'Issues of this category do not allow this change by hand.'],
  ),
];
