import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyRequest } from 'fastify';
import { GraphQLDateTime } from 'graphql-scalars';
import { Pool } from 'pg';
import { bareCaller, type BareCaller } from './bare-caller';
import { barePage } from './bare-page';
import { bareResolve } from './bare-resolve';
import { BARE_SCHEMA } from './bare-schema';

/** The settings of the product's sessions; as many connections as its pool has. */
const pool = new Pool({
  connectionString: process.env['DATABASE_URL'],
  max: 10,
  statement_timeout: 15_000,
  options: '-c jit=off -c max_parallel_workers_per_gather=0',
  application_name: 'bare-server',
});

const resolvers = {
  DateTime: GraphQLDateTime,
  Query: {
    issues: (_: unknown, args: Parameters<typeof barePage>[2], caller: BareCaller) => barePage(pool, caller, args),
  },
  Mutation: {
    bulkMutateIssues: (_: unknown, { ids }: { readonly ids: readonly string[] }, caller: BareCaller) =>
      bareResolve(pool, caller, ids[0] ?? ''),
  },
};

async function main(): Promise<void> {
  const apollo = new ApolloServer<BareCaller>({ typeDefs: BARE_SCHEMA, resolvers, stopOnTerminationSignals: false });
  await apollo.start();
  const app = Fastify();
  app.get('/healthz', () => ({ status: 'ok' }));
  const context = ({ headers }: FastifyRequest): Promise<BareCaller> => bareCaller(pool, headers.authorization);
  app.post('/graphql', fastifyApolloHandler(apollo, { context }));
  await app.listen({ host: '127.0.0.1', port: Number(process.env['PORT']) });
  process.once('SIGTERM', () => void app.close().then(() => pool.end()));
}

void main();
