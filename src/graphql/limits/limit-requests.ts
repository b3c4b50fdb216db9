import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, type OperationDefinitionNode } from 'graphql';
import type { GraphQLContext } from '../context';
import { operationCost, type CostedOperation } from './operation-cost';
import type { RequestLimits } from './request-limits';

/** Refuses a valid operation whose variables or cost are beyond the limits, before any of it runs. */
export function limitRequests(limits: RequestLimits): ApolloServerPlugin<GraphQLContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, operation, request: { variables = {} } }) => {
        const excess = excessOf({ schema, document, operation, variables }, limits);
        if (excess !== null) throw excess;
      },
    }),
  };
}

/** A valid request; which of several operations is meant cannot always be told, and running them says so. */
type Request = Omit<CostedOperation, 'operation'> & { readonly operation: OperationDefinitionNode | undefined };

/** What of its variables or its cost is beyond the limits; null: nothing. */
export function excessOf({ operation, ...request }: Request, limits: RequestLimits): GraphQLError | null {
  if (hasMoreListValues(request.variables, limits.listValues)) {
    return refusal(`The variables have more than ${limits.listValues} values in their lists; send fewer at a time.`);
  }
  const cost = operation ? operationCost({ ...request, operation }) : 0;
  return cost > limits.cost
    ? refusal(
        `The operation would cost ${cost} points of at most ${limits.cost}; ask for smaller pages or fewer fields.`,
      )
    : null;
}

function refusal(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });
}

/** Whether all lists together have more values, before graphql-js looks at each of them. Without recursion: they can be deep. */
function hasMoreListValues(variables: object, most: number): boolean {
  let count = 0;
  for (const waiting: unknown[] = [variables]; waiting.length > 0 && count <= most;) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) count += value.length;
    if (count <= most) for (const one of Object.values(value)) waiting.push(one);
  }
  return count > most;
}
