import { releaseDate, type Release } from './release';
import type { ResolutionType } from './resolution';
import { compareVersions, parseVersion } from './version';

/** A resolution with the releases that it names. */
export interface ResolutionInReleases {
  readonly type: ResolutionType;
  /** null: there was none in the project. */
  readonly release: Release | null;
  readonly currentReleaseVersion: string | null;
  /** The release of that version; null: there is none (any more). */
  readonly currentRelease: Release | null;
  readonly futureReleaseVersion: string | null;
}

/** Where an event was met. */
export interface EventInRelease {
  /** null: the event names no release. */
  readonly release: Release | null;
  /** Of its project. */
  readonly followsSemver: boolean;
}

/** Whether the issue stays resolved although an event came: it was met in a release that does not claim to hold the fix. */
export function resolutionHolds(resolution: ResolutionInReleases | null, event: EventInRelease): boolean {
  const { release, followsSemver } = event;
  if (resolution === null) return false;
  if (release === null) return true;
  const isSemantic = followsSemver && parseVersion(release.version) !== null;
  const decided = byCurrentRelease(resolution, release, isSemantic);
  if (decided !== null) return decided;
  switch (resolution.type) {
    case 'IN_RELEASE':
      return holdsInRelease(resolution.release, release, isSemantic);
    case 'IN_FUTURE_RELEASE':
      return holdsInFuture(resolution, release);
    case 'IN_NEXT_RELEASE':
    case 'IN_UPCOMING_RELEASE':
      return isSameOrNewer(resolution.release, release);
  }
}

/** What is greater than the release that was current then has the fix; null: nothing is known of such a release. */
function byCurrentRelease(
  { release: resolving, currentReleaseVersion, currentRelease }: ResolutionInReleases,
  met: Release,
  isSemantic: boolean,
): boolean | null {
  if (currentReleaseVersion === null) return null;
  if (!isSemantic) return currentRelease && isSameOrNewer(currentRelease, met);
  const order = compareVersions(currentReleaseVersion, met.version);
  if (order === null) return null;
  return order >= 0 || isGreater(resolving, met);
}

/** The release that holds the fix does not show the trouble any more, and neither do later ones. */
function holdsInRelease(resolving: Release | null, met: Release, isSemantic: boolean): boolean {
  if (resolving === null || resolving.id === met.id) return false;
  const order = isSemantic ? compareVersions(resolving.version, met.version) : null;
  return order === null ? releaseDate(resolving) >= releaseDate(met) : order > 0;
}

/** Every version below the named one is without the fix; where versions do not say, the dates do. */
function holdsInFuture({ release, futureReleaseVersion }: ResolutionInReleases, met: Release): boolean {
  const order = futureReleaseVersion === null ? null : compareVersions(futureReleaseVersion, met.version);
  if (order !== null) return order > 0;
  return release !== null && releaseDate(release) >= releaseDate(met);
}

function isSameOrNewer(one: Release | null, met: Release): boolean {
  return one !== null && (one.id === met.id || releaseDate(one) > releaseDate(met));
}

function isGreater(one: Release | null, met: Release): boolean {
  return one !== null && (compareVersions(one.version, met.version) ?? 0) > 0;
}
