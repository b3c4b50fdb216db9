/** UNCHANGED: nothing was written. UNKNOWN: the connection was lost during the commit, which may have been done or not. */
export type Fate = 'UNCHANGED' | 'UNKNOWN';

/** The database cannot be used now: it stops, starts, takes no more connections or has no more room, or the way to it is cut. */
export class UnavailableError extends Error {
  constructor(
    readonly fate: Fate,
    cause: unknown,
  ) {
    super(fate === 'UNCHANGED' ? 'The database cannot be used.' : 'The connection was lost during the commit.', {
      cause,
    });
    this.name = 'UnavailableError';
  }
}
