import type { Call } from '../bulk-mutate-issues/read-call';
import type { Moment } from './operation-work';

/** A call whose issues are to be found. */
export interface CallToFreeze extends Moment {
  readonly call: Call;
  /** Issues that it may change. */
  readonly limit: number;
  /** Issues that a caller may change in a minute; 0: any number. */
  readonly issuesPerMinute: number;
}
