/** The time that a request had is over: nothing more is asked for it, and what it had not committed is rolled back. */
export class TimeOutError extends Error {
  /** `committed`: something that the request has changed stays changed. */
  constructor(readonly committed: boolean) {
    super('The request took longer than it may.');
    this.name = 'TimeOutError';
  }
}
