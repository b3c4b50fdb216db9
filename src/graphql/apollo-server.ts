import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { buildSchema } from './build-schema';
import type { GraphQLContext } from './context';
import { errorFormatter, type ReportFault } from './format-error';

export interface ApolloOptions {
  readonly introspection: boolean;
  readonly reportFault: ReportFault;
}

/** The GraphQL engine, started. It shows no stack traces, whatever the environment, and leaves signals to the process. */
export async function startApolloServer(options: ApolloOptions): Promise<ApolloServer<GraphQLContext>> {
  const schema = buildSchema();
  const server = new ApolloServer<GraphQLContext>({
    schema,
    csrfPrevention: true,
    introspection: options.introspection,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    formatError: errorFormatter({
      reportFault: options.reportFault,
      schema: options.introspection ? schema : null,
    }),
    plugins: [ApolloServerPluginLandingPageDisabled()],
  });
  await server.start();
  return server;
}
