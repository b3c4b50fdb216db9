import { serve } from '../bootstrap/serve';
import { defineCommand } from './command';

/** Runs the server. */
export const serveCommand = defineCommand({
  name: 'serve',
  summary: 'Run the server: GraphQL API, events from SDKs, background jobs.',
  description: `Brings the database to the newest schema, then answers GraphQL at /graphql, takes in events of SDKs, and runs background
jobs, until Ctrl-C or SIGTERM; what is running then comes to its end. The log goes to stdout, a JSON object a line.`,
  options: {},
  run: (_values, { environment }) => serve(environment),
});
