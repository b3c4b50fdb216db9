/** A semantic version: what stands before the `@`, and a key whose byte order is the order of versions. */
export interface SemanticVersion {
  readonly package: string;
  /** The package is no part of the order: versions of different packages are mixed. */
  readonly key: string;
}

const VERSION =
  /^(@?[^@\s]+)@(\d{1,99})\.(\d{1,99})(?:\.(\d{1,99}))?(?:\.(\d{1,99}))?(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/;
const STRICT = /^@?[^@\s]+@\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/** Reads `package@major.minor[.patch[.revision]][-prerelease][+build]`; null: the version is not semantic. */
export function parseVersion(version: string): SemanticVersion | null {
  const match = VERSION.exec(version);
  if (match === null) return null;
  const [, name = '', major = '', minor = '', patch = '0', revision = '0', prerelease, build] = match;
  const numbers = [major, minor, patch, revision].map(orderedNumber);
  return { package: name, key: [...numbers, prereleaseKey(prerelease), buildKey(build)].join(' ') };
}

/** Whether the text has the whole form `package@major.minor.patch[-prerelease][+build]`. */
export function isFullVersion(version: string): boolean {
  return STRICT.test(version) && parseVersion(version) !== null;
}

/** Negative, zero or positive, as semantic versions are ordered; null: one of them is not semantic. */
export function compareVersions(a: string, b: string): number | null {
  const [first, second] = [parseVersion(a), parseVersion(b)];
  if (first === null || second === null) return null;
  if (first.key === second.key) return 0;
  return first.key < second.key ? -1 : 1;
}

/** A number whose text sorts by its value: first how many digits it has. */
function orderedNumber(digits: string): string {
  const significant = digits.replace(/^0+(?=\d)/, '');
  return String(significant.length).padStart(2, '0') + significant;
}

/** A final version stands above all its prereleases, which are ordered as text. */
function prereleaseKey(prerelease: string | undefined): string {
  return prerelease === undefined ? '1' : `0${prerelease}`;
}

/** No build first, then numbered builds, then named ones. */
function buildKey(build: string | undefined): string {
  if (build === undefined) return '0';
  return /^\d{1,99}$/.test(build) ? `1${orderedNumber(build)}` : `2${build}`;
}
