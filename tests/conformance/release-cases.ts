import type { Subject } from './subject';

/** Cases of releases, commits and what is resolved in them. */
export const RELEASE_CASES: readonly Subject[] = [
  {
    name: 'Resolving in a release',
    cases: {
      'status-resolve-kinds-emit-resolved-event': 'Every way to resolve tells other systems',
      'status-self-assign-on-resolve-next-release': 'Resolving in the next release assigns who wants that',
      'release-resolve-in-explicit-version': 'In a release that is named',
      'release-resolve-in-explicit-semver': 'In a semantic version: what it covers',
      'release-resolve-in-next-pending': 'In the next release, which is not known yet',
      'release-next-semver-becomes-in-release': 'Semantic versions: after the greatest of the project',
      'release-next-nonsemver-stores-issue-last-release': 'Dates: after the last release of the issue',
      'release-next-nonsemver-bypasses-cache': 'The last release is that of the last event',
      'release-next-nonsemver-known-successor': 'The next release is there already',
      'release-next-semver-picks-greatest': 'The greatest version counts, not the newest',
      'release-next-without-any-release': 'A project without releases: a plain resolve',
      'release-future-bad-characters': 'A future version of impossible characters',
      'release-future-not-semver': 'A future version that is no semantic version',
      'release-future-existing-release': 'A release that exists may have any form',
      'release-future-unknown-semver': 'A version that is to come',
    },
  },
  {
    name: 'Commits',
    cases: {
      'commit-resolve-unreleased': 'In a commit that no release holds',
      'commit-resolve-unknown-commit': 'In a commit that nobody knows',
      'commit-duplicate-repository-name': 'Two repositories of one name: the one that holds the commit',
      'commit-message-resolves': 'A message that fixes an issue',
      'commit-message-edited-away': 'A message that no longer does',
    },
  },
  {
    name: 'Resolutions',
    cases: {
      'resolution-next-release-newer-event': 'Next release: a newer one is not covered',
      'resolution-next-release-same-event': 'Next release: the same is covered',
      'resolution-next-release-older-event': 'Next release: an older one is covered',
      'resolution-in-release-same-event-regresses': 'In a release: that release is not covered',
      'resolution-in-release-older-event': 'In a release: older ones are covered',
      'resolution-current-version-semver': 'After a semantic version',
      'resolution-current-version-nonsemver': 'After a version by its date',
      'resolution-mixed-schemes-fall-back': 'Both kinds of versions in one project: dates decide',
      'resolution-current-version-unknown-release': 'After a version that no release has',
      'resolution-future-semver': 'In a future semantic version',
      'resolution-future-nonsemver': 'In a future version by its date',
      'resolution-clear-expired-simple': 'A new release completes what waited for it',
      'resolution-clear-expired-keeps-metadata': 'The activity learns the version and keeps the rest',
      'resolution-clear-expired-ignores-archived-release': 'An archived release completes nothing',
      'resolution-clear-expired-triggered-by-release': 'A release completes once, when it comes to the project',
      'resolution-read-side': 'How a resolution is shown',
    },
  },
];
