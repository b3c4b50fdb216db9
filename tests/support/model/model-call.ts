import type { ModelInput } from './attribute-forms';
import type { Cast, ModelCaller } from './cast';

/** One call as the model sees it. */
export interface ModelCall {
  readonly cast: Cast;
  readonly caller: ModelCaller;
  readonly input: ModelInput;
  readonly now: Date;
  /** Issues named by the call. */
  readonly size: number;
}
