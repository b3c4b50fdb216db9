import { parseVersion } from '../../domain/releases/version';
import {
  insertReleases,
  linkReleases,
  type NewRelease,
  type ReleaseOfProject,
} from '../../persistence/compile/releases/insert-releases';
import {
  findReleasesOfProjects,
  type ReleaseOfVersion,
  type VersionOfProject,
} from '../../persistence/read/find-releases-of-projects';
import type { Executor } from '../../persistence/statement';

/** A release that a project is to have; the dates count where the organization does not have it yet. */
export interface WantedRelease extends VersionOfProject {
  readonly dateAdded: Date;
  readonly dateReleased: Date | null;
}

/** The releases that were asked for. */
export interface EnsuredReleases {
  /** Ids by `releaseKey`. */
  readonly ids: ReadonlyMap<string, string>;
  /** Those that their project did not have: what waits for them is now to be completed. */
  readonly added: readonly ReleaseOfProject[];
}

/**
 * Finds releases of projects, one line a project and version, and makes those that are missing. `looked`: what a look-up
 * of these, and perhaps of others, has found already.
 */
export async function ensureReleases(
  tx: Executor,
  wanted: readonly WantedRelease[],
  looked?: readonly ReleaseOfVersion[],
): Promise<EnsuredReleases> {
  if (wanted.length === 0) return { ids: new Map(), added: [] };
  const found = looked ?? (await findReleasesOfProjects(tx, wanted));
  const known = new Set(found.map(versionKey));
  const unknown = wanted.filter((release) => !known.has(versionKey(release)));
  if (unknown.length > 0) await insertReleases(tx, newReleases(unknown));
  const all = unknown.length > 0 ? await findReleasesOfProjects(tx, wanted) : found;
  const asked = new Set(wanted.map(releaseKey));
  const missing = all.filter((release) => !release.isLinked && asked.has(releaseKey(release)));
  return {
    ids: new Map(all.map((release) => [releaseKey(release), release.releaseId])),
    added: missing.length > 0 ? await linkReleases(tx, missing) : [],
  };
}

/** Names a version within all projects. */
export function releaseKey({ projectId, version }: Pick<VersionOfProject, 'projectId' | 'version'>): string {
  return `${projectId}:${version}`;
}

function versionKey({ organizationId, version }: Pick<ReleaseOfVersion, 'organizationId' | 'version'>): string {
  return `${organizationId}:${version}`;
}

/** Each version once, as old as the oldest that names it. */
function newReleases(wanted: readonly WantedRelease[]): readonly NewRelease[] {
  const releases = new Map<string, NewRelease>();
  for (const { organizationId, version, dateAdded, dateReleased } of wanted) {
    const earlier = releases.get(versionKey({ organizationId, version }));
    if (earlier !== undefined && earlier.dateAdded <= dateAdded) continue;
    const semantic = parseVersion(version);
    releases.set(versionKey({ organizationId, version }), {
      ...{ organizationId, version, package: semantic?.package ?? null, semverKey: semantic?.key ?? null },
      ...{ dateAdded, dateReleased },
    });
  }
  return [...releases.values()];
}
