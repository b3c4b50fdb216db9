import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { RESOLVERS } from './resolvers';

/** Of the root types, which no class declares. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  Query: 'What can be read. What the token does not reach reads as if it did not exist.',
  Mutation: 'What can be changed. An expected refusal is in `userErrors`; nothing has changed then.',
};

/** The executable schema; input is checked where it is mapped, not by decorators. */
export function buildSchema(): GraphQLSchema {
  const schema = buildSchemaSync({ resolvers: [...RESOLVERS], validate: false });
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    if (root != null) root.description = DESCRIPTIONS[root.name];
  }
  return schema;
}
