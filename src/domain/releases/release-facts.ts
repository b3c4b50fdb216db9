import type { Release } from './release';

/** The open releases of a project, as far as the forms of resolving look at them. */
export interface ProjectReleases {
  /** By date; null: the project has no open release. */
  readonly newest: Release | null;
  /** By semantic version; null: no version is semantic. */
  readonly greatest: Release | null;
  readonly followsSemver: boolean;
}

/** Where an issue was last met. */
export interface LastRelease {
  readonly version: string;
  /** The first open release of the project after it; null: none yet. */
  readonly successor: Release | null;
}

/** A commit that is named, with what tells it from others. */
export interface NamedCommit {
  readonly id: string;
  readonly key: string;
  readonly repository: string;
  /** By project: the newest release that holds it. */
  readonly releases: ReadonlyMap<string, Release>;
}

/** What a form of resolving looks up; each map is empty where the form does not need it. */
export interface ReleaseFacts {
  /** By project. */
  readonly projects: ReadonlyMap<string, ProjectReleases>;
  /** By project: the release of the version that the call names. */
  readonly named: ReadonlyMap<string, Release>;
  /** By issue; missing: it was met in no release. */
  readonly last: ReadonlyMap<string, LastRelease>;
  /** null: the call names none. */
  readonly commit: NamedCommit | 'unknown-repository' | 'unknown-commit' | null;
}

/** Of a call that speaks of no release. */
export const NO_RELEASE_FACTS: ReleaseFacts = {
  projects: new Map(),
  named: new Map(),
  last: new Map(),
  commit: null,
};
