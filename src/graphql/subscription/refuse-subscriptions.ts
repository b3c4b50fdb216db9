import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { GraphQLContext } from '../context';

const OVER_CONNECTIONS =
  'Subscriptions are served over WebSocket connections (graphql-transport-ws) to the same path, not as requests.';

/** Apollo would run a subscription that comes as a request as if it were a query. */
export function refuseSubscriptions(): ApolloServerPlugin<GraphQLContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ operation }) => {
        if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
        throw new GraphQLError(OVER_CONNECTIONS, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
      },
    }),
  };
}
