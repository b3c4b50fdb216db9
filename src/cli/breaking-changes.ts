import { copyFileSync, readFileSync } from 'node:fs';
import {
  buildSchema,
  DangerousChangeType,
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLSchema,
} from 'graphql';

const CURRENT = 'schema.graphql';
const RELEASED = 'schema.released.graphql';
const ADVICE = `These changes break clients that were written for ${RELEASED}.
Keep the old form beside the new one, marked as deprecated, until the next major version. Where a break is meant, say so
under "Changed" in CHANGELOG.md, mark the commit with "!", and run npm run schema:release in the same commit.`;

// Compares the schema with that of the last release; with --release it becomes that of the release.
if (process.argv.includes('--release')) copyFileSync(CURRENT, RELEASED);
const breaking = breakingChanges(read(RELEASED), read(CURRENT));
if (breaking.length > 0) {
  process.stderr.write(`${breaking.map((change) => `breaking: ${change}\n`).join('')}${ADVICE}\n`);
  process.exitCode = 1;
}

/** Another default changes what a call means that does not name the argument. */
function breakingChanges(released: GraphQLSchema, current: GraphQLSchema): readonly string[] {
  const defaults = findDangerousChanges(released, current).filter(
    ({ type }) => type === DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
  );
  return [...findBreakingChanges(released, current), ...defaults].map(({ description }) => description);
}

function read(file: string): GraphQLSchema {
  return buildSchema(readFileSync(file, 'utf8'));
}
