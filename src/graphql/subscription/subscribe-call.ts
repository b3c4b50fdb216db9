import type { GraphQLContext } from '../context';

/** What a field of the type Subscription is asked with. */
export interface SubscribeCall<Args> {
  readonly args: Args;
  readonly context: GraphQLContext;
}
