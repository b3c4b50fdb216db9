import { buildGroups } from '../build/group';
import type { Queryable } from '../build/insert-rows';
import { buildProject, type TestProject } from '../build/organization';
import { buildWorld, type World } from '../build/world';
import type { SoakClient } from './soak-client';

/** Issues of each kind that are there before the first event. */
const ISSUES = { changed: 1_000, undone: 100, many: 4_000 };

/** What was promised. */
export class Promised {
  /** Ids of events that were answered 200. */
  readonly events: string[] = [];
  /** Operations that were answered, and how many issues each was asked to change; null for an undo. */
  readonly operations = new Map<string, number | null>();
  /** How often a subscriber was told something, of how many. */
  readonly told = { subscribers: 0, messages: 0 };
}

/** What the load works on. */
export interface SoakWorld extends World {
  /** Where events go. */
  readonly projects: readonly TestProject[];
  /** Ids of issues that calls change, that calls change and undo at once, and that jobs change. */
  readonly changed: readonly string[];
  readonly undone: readonly string[];
  readonly many: readonly string[];
}

/** Somebody who sends requests. */
export interface Soaking {
  readonly url: string;
  readonly client: SoakClient;
  readonly world: SoakWorld;
  readonly promised: Promised;
}

export async function buildSoakWorld(database: Queryable): Promise<SoakWorld> {
  const world = await buildWorld(database);
  const given = { organizationId: world.organization.id, teamIds: [world.team.id] };
  const others = [await buildProject(database, given), await buildProject(database, given)];
  const build = async (count: number): Promise<readonly string[]> => {
    const project = await buildProject(database, given);
    // None of them has an event that a count could miss.
    const groups = await buildGroups(database, count, { project, timesSeen: 0 });
    return groups.map(({ id }) => id);
  };
  const [changed, undone, many] = [await build(ISSUES.changed), await build(ISSUES.undone), await build(ISSUES.many)];
  await database.query('analyze');
  return { ...world, projects: [world.project, ...others], changed, undone, many };
}
