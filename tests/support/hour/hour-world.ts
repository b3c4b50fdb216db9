import type { TestMember, TestProject } from '../build/organization';
import { buildMember, buildProject } from '../build/organization';
import { buildToken, type TestToken } from '../build/token';
import { buildWorld, type World } from '../build/world';
import type { TestDatabase } from '../test-database';
import type { BulkMutation } from '../use-bulk-mutation';

/** Draws a whole number from 0 on, below the given one. */
export type Random = (below: number) => number;

/** An organization in which things happen at random, and what is known of them. */
export interface HourWorld extends World {
  readonly database: TestDatabase;
  readonly bulk: BulkMutation;
  readonly random: Random;
  readonly projects: readonly [TestProject, TestProject];
  readonly other: TestMember;
  /** Of the owner, of another member, and of nobody. */
  readonly tokens: readonly TestToken[];
  readonly operations: string[];
  /** Ids of issues that there ever were. */
  readonly everyId: Set<string>;
  now: Date;
  /** Events that were accepted, and those that deletions have taken away. */
  accepted: number;
  deleted: number;
  /** How often each deed was done. */
  readonly done: Map<string, number>;
}

export async function buildHourWorld(
  tools: { readonly database: TestDatabase; readonly bulk: BulkMutation },
  { start, seed }: { readonly start: Date; readonly seed: number },
): Promise<HourWorld> {
  const { database } = tools;
  const world = await buildWorld(database);
  const [organizationId, teamIds] = [world.organization.id, [world.team.id]];
  // Their names are in messages of commits, which must be the same for the same seed.
  const first = await buildProject(database, { organizationId, teamIds, slug: 'first' });
  const second = await buildProject(database, { organizationId, teamIds, slug: 'second' });
  const other = await buildMember(database, {
    ...{ organizationId, role: 'ADMIN', teamIds, selfAssignOnResolve: true },
  });
  const tokens = [
    world.token,
    await buildToken(database, { organizationId, userId: other.id }),
    await buildToken(database, { organizationId, userId: null }),
  ];
  return {
    ...{ ...world, ...tools, other, tokens, random: randomOf(seed), projects: [first, second] },
    ...{ operations: [], everyId: new Set(), now: start, accepted: 0, deleted: 0, done: new Map() },
  };
}

/** One of several. */
export function oneOf<T>(random: Random, values: readonly [T, ...T[]]): T {
  return values[random(values.length)] ?? values[0];
}

/** A few issues, in a random order; now and then one that is gone. */
export async function someIssues({ database, organization, random, everyId }: HourWorld): Promise<string[]> {
  const rows = await database.query<{ id: string }>('select id from groups where organization_id = $1 order by id', [
    organization.id,
  ]);
  for (const { id } of rows) everyId.add(id);
  const left = random(4) === 0 ? [...everyId] : rows.map(({ id }) => id);
  const count = Math.min(1 + random(5), left.length);
  return Array.from({ length: count }, () => left.splice(random(left.length), 1)).flat();
}

/** The same numbers for the same seed (mulberry32). */
function randomOf(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, Math.floor(below));
  };
}
