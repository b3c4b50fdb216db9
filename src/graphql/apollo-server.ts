import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { GraphQLContext } from './context';
import { errorFormatter, type ReportFault } from './format-error';
import { documentRules } from './limits/document-rules';
import { answerWithJsonStatus } from './limits/json-status';
import { limitRequests } from './limits/limit-requests';
import type { RequestLimits } from './limits/request-limits';
import { TOLD_MISTAKES } from './limits/told-mistakes';
import { answerUnavailable } from './limits/unavailable-status';
import { tellOperation, type HearOperation } from './tell-operation';
import { refuseSubscriptions } from './subscription/refuse-subscriptions';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly limits: RequestLimits;
  readonly reportFault: ReportFault;
  readonly hearOperation: HearOperation;
}

/** The GraphQL engine, started. It shows no stack traces, whatever the environment, and leaves signals to the process. */
export async function startApolloServer(options: ApolloOptions): Promise<ApolloServer<GraphQLContext>> {
  const { schema, limits } = options;
  const server = new ApolloServer<GraphQLContext>({
    schema,
    csrfPrevention: true,
    introspection: options.introspection,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    parseOptions: { maxTokens: limits.documentTokens },
    validationRules: documentRules(limits),
    validationOptions: { maxErrors: TOLD_MISTAKES },
    executionOptions: { maxCoercionErrors: TOLD_MISTAKES },
    allowBatchedHttpRequests: false,
    formatError: errorFormatter({
      reportFault: options.reportFault,
      schema: options.introspection ? schema : null,
    }),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      // It wraps the resolver of every field, and there are no cache hints that it could find.
      ApolloServerPluginCacheControlDisabled(),
      refuseSubscriptions(),
      tellOperation(options.hearOperation),
      limitRequests(limits),
      answerWithJsonStatus(),
      answerUnavailable(),
    ],
  });
  await server.start();
  return server;
}
