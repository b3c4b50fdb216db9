import { MAX_NOTE_LENGTH } from '../note';
import { MAX_COMMIT_NAMES } from '../releases/check-release';
import { isReleaseVersion, VERSION_RULE } from '../releases/release-version';
import { RESOLUTION_STATUSES } from '../releases/resolution';
import { checkSlug } from '../set-up/check-input';
import { email, flag, list, moment, object, oneOf, ruled, text } from './read-value';

const slug = ruled((given) => checkSlug('slug', given));
const commitId = text(MAX_COMMIT_NAMES.id);
const repository = text(MAX_COMMIT_NAMES.repository);

/** What names a release. */
export const version = ruled((given) =>
  isReleaseVersion(given) ? null : { message: `must be a version: ${VERSION_RULE}.` },
);

/** A commit with what is known of it. */
export const COMMIT = object(
  { id: commitId, repository, message: text(MAX_NOTE_LENGTH), authorEmail: email, timestamp: moment },
  ['id', 'repository'],
);

/** What names a commit. */
export const COMMIT_NAME = object({ commit: commitId, repository }, ['commit', 'repository']);

/** A release with its projects and commits. */
export const RELEASE = object(
  {
    version,
    projects: list(slug),
    dateCreated: moment,
    dateReleased: moment,
    archived: flag,
    commits: list(COMMIT),
  },
  ['version', 'projects'],
);

/** In which release an issue is resolved. */
export const RESOLUTION = object(
  {
    type: oneOf(['IN_RELEASE', 'IN_NEXT_RELEASE']),
    status: oneOf(RESOLUTION_STATUSES),
    release: version,
    currentReleaseVersion: version,
    actor: email,
  },
  [],
);
