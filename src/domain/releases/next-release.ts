import type { Release } from './release';
import type { ProjectReleases } from './release-facts';
import { parseVersion } from './version';

/** What "in the next release" goes out from in one project. */
export interface NextReleaseBase {
  readonly release: Release;
  /** The greatest release, if the project goes by semantic versions here; null: it goes by dates. */
  readonly greatest: Release | null;
}

/** Asked for by the status alone (isBare), the greatest version goes before the newest release; null: none is open. */
export function nextReleaseBase(releases: ProjectReleases | undefined, isBare: boolean): NextReleaseBase | null {
  if (releases === undefined || releases.newest === null) return null;
  const { newest, greatest, followsSemver } = releases;
  const release = isBare && followsSemver && greatest !== null ? greatest : newest;
  const isSemantic = followsSemver && parseVersion(release.version) !== null;
  return { release, greatest: isSemantic ? greatest : null };
}
