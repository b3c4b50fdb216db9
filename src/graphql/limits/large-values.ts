import { Refusal } from '../../domain/refusal';

/** Room for what the largest call was asked with: 100,000 ids, each with its version. */
const MOST_BYTES = 16 * 1024 * 1024;

/** What one request may be given of values whose size its document does not tell. */
export class LargeValues {
  private left = MOST_BYTES;

  /** To be called before a value of that size is read; throws BAD_USER_INPUT where it would be too much with those before. */
  take(bytes: number): void {
    this.left -= bytes;
    if (this.left >= 0) return;
    const most = `${MOST_BYTES / 1024 / 1024} MB`;
    throw new Refusal(
      'BAD_USER_INPUT',
      `What operations were asked with is more than ${most} here; ask for fewer operations at a time.`,
    );
  }
}
