import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLContext } from './context';

/** Hears the name that a client gave to the operation that runs. */
export type HearOperation = (name: string) => void;

/** A client may call it by megabytes. */
const LONGEST = 100;

/** Tells the name of each operation, for the log. */
export function tellOperation(hear: HearOperation): ApolloServerPlugin<GraphQLContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ operationName }) => {
        if (operationName !== null) hear(operationName.slice(0, LONGEST));
      },
    }),
  };
}
