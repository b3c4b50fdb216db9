import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type PubSub } from 'type-graphql';
import { RESOLVERS } from './resolvers';

/** Of the root types, which no class declares. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  Query: 'What can be read. What the token does not reach reads as if it did not exist.',
  Mutation: 'What can be changed. An expected refusal is in `userErrors`; nothing has changed then.',
  Subscription: 'What can be followed, over WebSocket (graphql-transport-ws) at the same path.',
};

/** Every subscription brings its own source of events; type-graphql wants an engine all the same. */
const NO_ENGINE: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('a subscription without a source of its own');
  },
};

/** The executable schema; input is checked where it is mapped, not by decorators. */
export function buildSchema(): GraphQLSchema {
  const schema = buildSchemaSync({ resolvers: [...RESOLVERS], validate: false, pubSub: NO_ENGINE });
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    if (root != null) root.description = DESCRIPTIONS[root.name];
  }
  return schema;
}
