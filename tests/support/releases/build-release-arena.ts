import { insertRow, insertRows, type Queryable } from '../build/insert-rows';
import { buildGroups } from '../build/group';
import type { GroupOptions } from '../build/group-options';
import { buildProject, type TestProject } from '../build/organization';
import { buildRelease } from '../build/release';
import { buildWorld, type World } from '../build/world';
import { KINDS, VERSIONS, type Kind } from './expected-resolutions';

/** As what an issue can be found before it is resolved; `left over` and `otherwise` have a resolution of an old call. */
export const PRESENT_STATES = ['unresolved', 'archived', 'resolved', 'otherwise', 'left over'] as const;
export type PresentState = (typeof PRESENT_STATES)[number];

export interface ReleaseArena extends World {
  readonly projects: Readonly<Record<keyof typeof VERSIONS, TestProject>>;
  /** Ids by version. */
  readonly releases: ReadonlyMap<string, string>;
  /** Ids by key. */
  readonly commits: ReadonlyMap<string, string>;
}

export interface ReleaseIssue {
  readonly id: string;
  readonly kind: Kind;
  readonly state: PresentState;
}

const T0 = new Date('2027-03-01T10:00:00.000Z');
const MINUTE_MS = 60_000;

/** Three projects: of semantic versions, of dates, and without releases; a repository with two commits. */
export async function buildReleaseArena(database: Queryable): Promise<ReleaseArena> {
  const world = await buildWorld(database);
  const organizationId = world.organization.id;
  const project = (): Promise<TestProject> => buildProject(database, { organizationId, teamIds: [world.team.id] });
  const projects = { semantic: await project(), dates: await project(), none: await project() };
  const given = (['semantic', 'dates'] as const).flatMap((kind) =>
    VERSIONS[kind].map((version, index) => ({ version, index, project: projects[kind] })),
  );
  const built = await Promise.all(
    given.map(({ version, index, project: one }) =>
      buildRelease(database, version, {
        projects: [one],
        dateAdded: new Date(T0.getTime() - (60 - 10 * index) * MINUTE_MS),
      }),
    ),
  );
  const releases = new Map(built.map(({ version, id }) => [version, id]));
  const commits = new Map<string, string>();
  for (const key of ['held', 'free']) {
    const row = { organization_id: organizationId, repository: 'shop', key, date_added: T0 };
    commits.set(key, (await insertRow<{ id: string }>(database, 'commits', row)).id);
  }
  await insertRows(
    database,
    'release_commits',
    ['p@1.0.0', 'one', 'two'].map((version) => ({
      organization_id: organizationId,
      release_id: releases.get(version),
      commit_id: commits.get('held'),
    })),
  );
  return { ...world, projects, releases, commits };
}

/** One issue of every kind in every present state. */
export async function buildReleaseIssues(database: Queryable, arena: ReleaseArena): Promise<readonly ReleaseIssue[]> {
  const issues = await Promise.all(KINDS.map((kind) => buildKind(database, arena, kind)));
  return issues.flat();
}

async function buildKind(database: Queryable, arena: ReleaseArena, kind: Kind): Promise<readonly ReleaseIssue[]> {
  const project = arena.projects[kind === 'semantic' || kind === 'none' ? kind : 'dates'];
  const groups = await buildGroups(database, PRESENT_STATES.length, {
    project,
    each: (index) => STATES[PRESENT_STATES[index] ?? 'unresolved'],
  });
  const issues = groups.map(({ id }, index) => ({ id, kind, state: PRESENT_STATES[index] ?? 'unresolved' }));
  const keys = (id: string) => ({ organization_id: project.organizationId, group_id: id, project_id: project.id });
  await insertRows(
    database,
    'group_releases',
    metIn(kind).flatMap((version, minute) =>
      issues.map(({ id }) => ({
        ...keys(id),
        release_id: arena.releases.get(version),
        first_seen: T0,
        last_seen: new Date(T0.getTime() + minute * MINUTE_MS),
      })),
    ),
  );
  await insertRows(
    database,
    'group_resolutions',
    issues
      .filter(({ state }) => state === 'otherwise' || state === 'left over')
      .map(({ id }) => ({
        ...keys(id),
        ...{ id: 1, release_id: null, current_release_version: 'stale', future_release_version: 'p@8.0.0' },
        ...{ type: 'IN_FUTURE_RELEASE', status: 'PENDING', actor_id: null, date_added: T0 },
      })),
  );
  return issues;
}

const STATES: Record<PresentState, GroupOptions> = {
  unresolved: {},
  archived: { status: 'IGNORED' },
  resolved: { status: 'RESOLVED' },
  otherwise: { status: 'RESOLVED' },
  'left over': { status: 'UNRESOLVED' },
};

/** Versions in the order in which the issues were met in them. */
function metIn(kind: Kind): readonly string[] {
  if (kind === 'semantic') return ['p@3.0.0', 'p@1.0.0'];
  if (kind === 'dates: met first') return ['three', 'one'];
  return kind === 'dates: met last' ? ['one', 'three'] : [];
}
