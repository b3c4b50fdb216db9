/** The command line cannot be understood; ends the process with code 2. */
export class UsageError extends Error {
  constructor(
    message: string,
    /** The command whose help says more; null: the whole program's. */
    readonly command: string | null = null,
  ) {
    super(message);
    this.name = 'UsageError';
  }
}
