import { operationProgress, requestedCount } from '../../../src/domain/bulk-operation';

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
