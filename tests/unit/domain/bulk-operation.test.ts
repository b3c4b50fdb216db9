import { operationPace, operationProgress, requestedCount } from '../../../src/domain/bulk-operation';

const NONE = { changed: 0, unchanged: 0, notFound: 0, conflict: 0, invalid: 0, skipped: 0, pending: 0 };

describe('the counts of an operation', () => {
  it('add up to what was requested', () => {
    const counts = { changed: 1, unchanged: 2, notFound: 4, conflict: 8, invalid: 16, skipped: 32, pending: 64 };
    expect(requestedCount(counts)).toBe(127);
  });

  it('tell how far it has come', () => {
    expect(operationProgress('PENDING', NONE)).toBe(0);
    expect(operationProgress('RUNNING', { ...NONE, changed: 1, notFound: 2, pending: 1 })).toBe(0.75);
    expect(operationProgress('COMPLETED', NONE)).toBe(1);
  });
});

describe('the pace of an operation', () => {
  const second = (seconds: number): Date => new Date(seconds * 1_000);
  const run = { ...NONE, state: 'RUNNING', startedAt: second(0), frozenAt: second(10), finishedAt: null } as const;
  const UNKNOWN = { issuesPerSecond: null, estimatedFinishAt: null };

  it('is that since its issues were known, and tells when it will end', () => {
    expect(operationPace({ ...run, changed: 200, skipped: 100, pending: 600 }, second(14))).toEqual({
      issuesPerSecond: 75,
      estimatedFinishAt: second(22),
    });
  });

  it('is not known before the first issue is done, nor before any time has passed', () => {
    expect(operationPace({ ...run, pending: 10 }, second(14))).toEqual(UNKNOWN);
    expect(operationPace({ ...run, startedAt: null, frozenAt: null, state: 'PENDING' }, second(14))).toEqual(UNKNOWN);
    expect(operationPace({ ...run, changed: 1, pending: 10 }, second(10))).toEqual(UNKNOWN);
  });

  it('stays what it was when the operation has ended, however it ended', () => {
    const ended = { ...run, state: 'CANCELED', changed: 1, unchanged: 2, pending: 10, finishedAt: second(14) } as const;
    expect(operationPace(ended, second(100))).toEqual({ issuesPerSecond: 0.8, estimatedFinishAt: null });
    const called = { ...ended, state: 'COMPLETED', pending: 0, frozenAt: null, finishedAt: second(1) } as const;
    expect(operationPace(called, second(100))).toEqual({ issuesPerSecond: 3, estimatedFinishAt: null });
  });
});
