import type { BulkCommand } from '../../../../src/application/bulk-mutate-issues/bulk-mutate-issues.command';
import { bulkRequest } from '../../../../src/application/bulk-mutate-issues/bulk-request';
import { readCommand } from '../../../../src/application/bulk-mutate-issues/read-call';
import {
  fromStoredRequest,
  toStoredRequest,
  type StoredRequest,
} from '../../../../src/application/bulk-mutate-issues/stored-request';
import type { MutationInput } from '../../../../src/domain/attributes/read-input';

const OPTIONS = { dryRun: false, errorPolicy: 'ALL_OR_NOTHING' } as const;

/** As the database keeps it. */
const stored = (command: BulkCommand): StoredRequest =>
  JSON.parse(JSON.stringify(toStoredRequest(command))) as StoredRequest;

const INPUTS: readonly MutationInput[] = [
  {},
  { status: 'RESOLVED' },
  { status: 'RESOLVED', statusDetails: { inRelease: 'latest' } },
  { status: 'RESOLVED', statusDetails: { inNextRelease: true } },
  { status: 'RESOLVED', statusDetails: { inUpcomingRelease: true } },
  { status: 'RESOLVED', statusDetails: { inFutureRelease: 'shop@1.2.3' } },
  { status: 'RESOLVED', statusDetails: { inCommit: { commit: 'abc', repository: 'shop' } } },
  { status: 'RESOLVED_IN_NEXT_RELEASE' },
  { status: 'UNRESOLVED', substatus: 'ESCALATING' },
  { status: 'IGNORED', statusDetails: { ignoreDuration: 5, ignoreCount: 1, ignoreWindow: 2, ignoreUserCount: 3 } },
  { substatus: 'ARCHIVED_UNTIL_ESCALATING' },
  { assignedTo: null },
  { assignedTo: { user: '5' }, assignedBy: 'ASSIGNEE_SELECTOR', integration: 'SLACK' },
  { assignedTo: { email: 'a@example.com' }, priority: 'HIGH', inbox: true },
  { hasSeen: true, isBookmarked: false, isSubscribed: true, isPublic: false },
  { merge: true, mergeInto: '7' },
  { discard: true },
];

describe('a request that waits for its job', () => {
  test.each(INPUTS.map((input) => [JSON.stringify(input), input] as const))(
    'means the same afterwards: %s',
    (_, input) => {
      const command: BulkCommand = {
        ids: ['7', '8'],
        where: { query: 'is:unresolved', projects: ['a'] },
        input,
        options: OPTIONS,
      };
      const read = ({ ids, ...kept }: BulkCommand) =>
        readCommand(bulkRequest('MUTATE', { ...kept, ...(ids && { ids: [] }) }));
      expect(read(fromStoredRequest(stored(command)))).toEqual(read(command));
    },
  );

  it('keeps what the caller knew of the issues, to the millisecond', () => {
    const options = {
      ...OPTIONS,
      ...({ expectedCount: 0, idempotencyKey: 'k', mode: 'ASYNC', notify: false } as const),
      unchangedSince: new Date('2027-01-02T03:04:05.678Z'),
      expectedVersions: [{ id: '7', version: 3 }],
    };
    expect(fromStoredRequest(stored({ ids: [], options })).options).toEqual(options);
  });

  it('S1: tells a selection by no ids at all from one by an empty list', () => {
    expect(fromStoredRequest(stored({ where: { all: true }, options: OPTIONS })).ids).toBeUndefined();
    expect(fromStoredRequest(stored({ ids: [], where: { all: true }, options: OPTIONS })).ids).toEqual([]);
  });

  it('S4 S8: keeps each id once, as it was given or cut to what is shown of it', () => {
    const long = ['x'.repeat(70), `${'x'.repeat(70)}y`];
    expect(stored({ ids: ['8', '7', '8', ...long], options: OPTIONS }).ids).toEqual([
      '8',
      '7',
      'x'.repeat(64),
      'x'.repeat(64),
    ]);
  });
});
