import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLContext } from '../context';

const REFUSED_BEFORE_EXECUTION: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);
const JSON_ALONE = 'application/json';
const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/**
 * The status of a refused document as the GraphQL over HTTP specification has it: 200 for clients that ask for
 * `application/json` and do not know `application/graphql-response+json`, else 400.
 */
export function answerWithJsonStatus(): ApolloServerPlugin<GraphQLContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ request, response: { body, http } }) => {
        if (http.status !== 400 || body.kind !== 'single') return;
        const accept = request.http?.headers.get('accept') ?? '';
        if (!accept.includes(JSON_ALONE) || accept.includes(GRAPHQL_RESPONSE)) return;
        const codes = body.singleResult.errors?.map(({ extensions }) => extensions?.['code']) ?? [];
        if (codes.length > 0 && codes.every((code) => REFUSED_BEFORE_EXECUTION.has(code))) http.status = 200;
      },
    }),
  };
}
