import { readInput, type MutationInput } from '../../../../src/domain/attributes/read-input';

const COMMIT = { commit: 'c0ffee', repository: 'shop' };

/** The change of the status, or the problems in short. */
function read(input: MutationInput): unknown {
  const reading = readInput(input);
  if (reading.valid) return reading.changes.status;
  return reading.problems.map(({ code, field }) => `${code} ${field?.slice(1).join('.')}`);
}

test.each<[string, MutationInput, object | undefined]>([
  ['RESOLVED alone', { status: 'RESOLVED' }, undefined],
  ['the next release by the status', { status: 'RESOLVED_IN_NEXT_RELEASE' }, { in: 'next-release', isBare: true }],
  [
    'the next release by both',
    { status: 'RESOLVED_IN_NEXT_RELEASE', statusDetails: { inNextRelease: true } },
    { in: 'next-release', isBare: false },
  ],
  [
    'the next release',
    { status: 'RESOLVED', statusDetails: { inNextRelease: true } },
    { in: 'next-release', isBare: false },
  ],
  [
    'the upcoming release',
    { status: 'RESOLVED', statusDetails: { inUpcomingRelease: true } },
    { in: 'upcoming-release' },
  ],
  ['the latest release', { status: 'RESOLVED', statusDetails: { inRelease: 'latest' } }, { in: 'latest-release' }],
  ['a release', { status: 'RESOLVED', statusDetails: { inRelease: '1.0' } }, { in: 'release', version: '1.0' }],
  [
    'a future release',
    { status: 'RESOLVED', statusDetails: { inFutureRelease: 'p@1.0.0' } },
    { in: 'future-release', version: 'p@1.0.0' },
  ],
  ['a commit', { status: 'RESOLVED', statusDetails: { inCommit: COMMIT } }, { in: 'commit', ...COMMIT }],
  [
    'T3: false means absent',
    { status: 'RESOLVED', statusDetails: { inNextRelease: false, inUpcomingRelease: false, inRelease: '1.0' } },
    { in: 'release', version: '1.0' },
  ],
  ['T3: only false', { status: 'RESOLVED', statusDetails: { inNextRelease: false } }, undefined],
])('%s', (...[, input, form]) => {
  expect(read(input)).toEqual({ kind: 'resolve', ...(form && { form }) });
});

const CONFLICT = 'CONFLICTING_ATTRIBUTES';
test.each<[string, MutationInput, string]>([
  [
    'T3: two forms together',
    { status: 'RESOLVED', statusDetails: { inNextRelease: true, inRelease: '1.0' } },
    `${CONFLICT} statusDetails.inRelease`,
  ],
  [
    'T3: a release and a commit',
    { status: 'RESOLVED', statusDetails: { inRelease: '1.0', inCommit: COMMIT } },
    `${CONFLICT} statusDetails.inCommit`,
  ],
  [
    'T3: the next release and another one',
    { status: 'RESOLVED_IN_NEXT_RELEASE', statusDetails: { inUpcomingRelease: true } },
    `${CONFLICT} statusDetails.inUpcomingRelease`,
  ],
  [
    'T3: a release form with IGNORED',
    { status: 'IGNORED', statusDetails: { inRelease: '1.0' } },
    `${CONFLICT} statusDetails.inRelease`,
  ],
  [
    'T3: a release form with UNRESOLVED',
    { status: 'UNRESOLVED', statusDetails: { inNextRelease: true } },
    `${CONFLICT} statusDetails.inNextRelease`,
  ],
  [
    'T3: a release form with a substatus alone',
    { substatus: 'ARCHIVED_UNTIL_CONDITION_MET', statusDetails: { inRelease: '1.0', ignoreCount: 1 } },
    `${CONFLICT} statusDetails.inRelease`,
  ],
  [
    'T3: conditions with the next release',
    { status: 'RESOLVED_IN_NEXT_RELEASE', statusDetails: { ignoreCount: 1 } },
    `${CONFLICT} statusDetails`,
  ],
  ['T3: details without a status', { statusDetails: { inRelease: '1.0' } }, 'INVALID_INPUT statusDetails'],
  [
    'T3: a substatus with the next release',
    { status: 'RESOLVED_IN_NEXT_RELEASE', substatus: 'ONGOING' },
    `${CONFLICT} substatus`,
  ],
  [
    'T14: into the inbox with the next release',
    { status: 'RESOLVED_IN_NEXT_RELEASE', inbox: true },
    `${CONFLICT} inbox`,
  ],
  [
    'a blank version',
    { status: 'RESOLVED', statusDetails: { inRelease: ' ' } },
    'INVALID_INPUT statusDetails.inRelease',
  ],
  [
    'a NUL',
    { status: 'RESOLVED', statusDetails: { inFutureRelease: 'p@1.0\0' } },
    'INVALID_INPUT statusDetails.inFutureRelease',
  ],
  [
    'a long commit',
    { status: 'RESOLVED', statusDetails: { inCommit: { commit: 'c'.repeat(251), repository: 'shop' } } },
    'INVALID_INPUT statusDetails.inCommit.commit',
  ],
])('%s', (...[, input, expected]) => {
  expect(read(input)).toEqual([expected]);
});
