import { misfit, refused, RESOLVE, type ExpectedError, type HostileCase } from './hostile-case';

const noDate = (given: string): string =>
  `Variable "$options" got invalid value "${given}" at "options.unchangedSince"; DateTime cannot represent an invalid date-time-string ${given}.`;

const KEY: ExpectedError = [
  'INVALID_INPUT',
  'options.idempotencyKey',
  'idempotencyKey must have 1 to 255 characters, none of them NUL.',
];
const CONFLICT = 'The issue has changed since the version or time that you named.';

/** Mistakes in `options`. */
export const OPTIONS_CASES: readonly HostileCase[] = [
  ...['2026-02-30T00:00:00Z', 'yesterday', '2026-11-20', '', '2026-11-20 12:00:00', "2026-11-20T00:00:00Z'; --"].map(
    (given) => misfit(`options.unchangedSince: "${given}"`, { options: { unchangedSince: given } }, noDate(given)),
  ),
  misfit(
    'options.unchangedSince: a number',
    { options: { unchangedSince: 1_700_000_000 } },
    'Variable "$options" got invalid value 1700000000 at "options.unchangedSince"; DateTime cannot represent non string or Date type 1700000000',
  ),
  misfit(
    'options.expectedVersions: no version',
    { options: { expectedVersions: [{ id: '1' }] } },
    'Variable "$options" got invalid value { id: "1" } at "options.expectedVersions[0]"; Field "version" of required type "Int!" was not provided.',
  ),
  misfit(
    'options.expectedVersions: a null in the list',
    { options: { expectedVersions: [null] } },
    'Variable "$options" got invalid value null at "options.expectedVersions[0]"; Expected non-nullable type "IssueVersionInput!" not to be null.',
  ),
  misfit(
    'options.dryRun: a string',
    { options: { dryRun: 'yes' } },
    'Variable "$options" got invalid value "yes" at "options.dryRun"; Boolean cannot represent a non boolean value: "yes"',
  ),
  misfit(
    'options.errorPolicy: unknown',
    { options: { errorPolicy: 'MAYBE' } },
    'Variable "$options" got invalid value "MAYBE" at "options.errorPolicy"; Value "MAYBE" does not exist in "BulkErrorPolicy" enum. It can be ALL_OR_NOTHING, SKIP_INVALID.',
  ),
  misfit(
    'options.expectedCount: beyond 32 bits',
    { options: { expectedCount: -(2 ** 31) - 1 } },
    'Variable "$options" got invalid value -2147483649 at "options.expectedCount"; Int cannot represent non 32-bit signed integer value: -2147483649',
  ),
  refused('options.expectedCount: negative', { options: { expectedCount: -1 } }, [
    'INVALID_INPUT',
    'options.expectedCount',
    'expectedCount must not be negative.',
  ]),
  refused('options.expectedCount: wrong', { options: { expectedCount: 7 } }, [
    'UNEXPECTED_COUNT',
    'options.expectedCount',
    'The selection holds 1 issue, not 7.',
    { selected: 1, expected: 7 },
  ]),
  refused(
    'options.expectedCount: of ids that do not exist',
    ({ hidden }) => ({ ids: [hidden.foreign, 'x'], options: { expectedCount: 2 } }),
    ['UNEXPECTED_COUNT', 'options.expectedCount', 'The selection holds 0 issues, not 2.', { selected: 0, expected: 2 }],
  ),
  refused('options.idempotencyKey: 300 characters', { options: { idempotencyKey: 'k'.repeat(300) } }, KEY),
  refused('options.idempotencyKey: empty', { options: { idempotencyKey: '' } }, KEY),
  refused('options.idempotencyKey: a NUL character', { options: { idempotencyKey: 'a\0b' } }, KEY),
  refused('options.idempotencyKey: half a character', { options: { idempotencyKey: '\ud83d' } }, KEY),
  refused('options.idempotencyKey: with a dry run', { options: { idempotencyKey: 'k', dryRun: true } }, [
    'INVALID_INPUT',
    'options.idempotencyKey',
    'A dry run takes no idempotencyKey.',
  ]),
  refused(
    'options.expectedVersions: an issue twice',
    ({ issueId: id }) => ({
      options: {
        expectedVersions: [
          { id, version: 1 },
          { id, version: 1 },
        ],
      },
    }),
    ['INVALID_INPUT', 'options.expectedVersions', 'expectedVersions names an issue twice.'],
  ),
  refused(
    'options.expectedVersions: more than 100,000',
    {
      options: {
        expectedVersions: Array.from({ length: 100_001 }, (_, index) => ({ id: String(index), version: 1 })),
      },
    },
    ['INVALID_INPUT', 'options.expectedVersions', 'expectedVersions may hold at most 100000.'],
  ),
  ...['foreign', 'invisible', 'deleted'].map((kind) =>
    refused(
      `options.expectedVersions: an issue that is ${kind} and not selected`,
      ({ hidden }) => ({
        options: { expectedVersions: [{ id: hidden[kind as keyof typeof hidden], version: 1 }] },
      }),
      ['INVALID_INPUT', 'options.expectedVersions', 'expectedVersions names issues that are not selected.'],
    ),
  ),
  refused(
    'options.expectedVersions: what is no id, and very long',
    { options: { expectedVersions: [{ id: `\0${'x'.repeat(1_000_000)}`, version: 1 }] } },
    ['INVALID_INPUT', 'options.expectedVersions', 'expectedVersions names issues that are not selected.'],
  ),
  refused(
    'options.expectedVersions: another version',
    ({ issueId: id }) => ({ options: { expectedVersions: [{ id, version: -2147483648 }] } }),
    ['VERSION_CONFLICT', 'options.expectedVersions', CONFLICT],
  ),
  refused('options.unchangedSince: long ago', { input: RESOLVE, options: { unchangedSince: '0001-01-01T00:00:00Z' } }, [
    'VERSION_CONFLICT',
    'options.unchangedSince',
    CONFLICT,
  ]),
];
