import { normalizeEmailAddress } from '../email-address';
import { MAX_NOTE_LENGTH } from '../note';
import { problem, type Problem } from '../problem';
import { isStorable } from '../storable-text';
import { isReleaseVersion, MAX_VERSION_LENGTH, VERSION_RULE } from './release-version';

/** Projects that one call may name. */
export const MAX_PROJECTS = 1_000;
/** Commits that one call may register. */
export const MAX_COMMITS = 1_000;
/** Characters of a commit's name and of a repository's. */
export const MAX_COMMIT_NAMES = { id: 64, repository: 200 } as const;

/** A commit as a caller names it. */
export interface GivenCommit {
  readonly id: string;
  readonly repository: string;
  readonly message?: string;
  readonly authorEmail?: string;
  readonly timestamp?: Date;
}

/** INVALID_INPUT where the text cannot name a release. */
export function checkVersion(version: string): Problem | null {
  if (isReleaseVersion(version)) return null;
  return problem('INVALID_INPUT', {
    field: ['input', 'version'],
    message: `A version has ${VERSION_RULE}.`,
    details: { limit: MAX_VERSION_LENGTH },
  });
}

/** INVALID_INPUT where too many projects are named, or none. */
export function checkProjects(slugs: readonly string[] | undefined): Problem | null {
  if (slugs === undefined || (slugs.length > 0 && slugs.length <= MAX_PROJECTS)) return null;
  return problem('INVALID_INPUT', {
    field: ['input', 'projects'],
    message: `A call names 1 to ${MAX_PROJECTS} projects.`,
    details: { limit: MAX_PROJECTS },
  });
}

/** What cannot be registered of the commits that stand at `path`. */
export function checkCommits(commits: readonly GivenCommit[], path: readonly string[]): readonly Problem[] {
  if (commits.length > MAX_COMMITS) {
    const message = `A call registers at most ${MAX_COMMITS} commits.`;
    return [problem('INVALID_INPUT', { field: path, message, details: { limit: MAX_COMMITS } })];
  }
  const wrong = commits.flatMap((commit, index) =>
    Object.entries(RULES)
      .filter(([, { holds }]) => !holds(commit))
      .map(([field, { message }]) =>
        problem('INVALID_INPUT', { field: [...path, String(index), field], message, details: { index } }),
      ),
  );
  return wrong.slice(0, MAX_PROBLEMS);
}

const MAX_PROBLEMS = 100;

const RULES: Readonly<Record<string, { readonly message: string; readonly holds: (commit: GivenCommit) => boolean }>> =
  {
    id: {
      message: `A commit is named by 1 to ${MAX_COMMIT_NAMES.id} characters without spaces.`,
      holds: ({ id }) => /^\S+$/.test(id) && isName(id, MAX_COMMIT_NAMES.id),
    },
    repository: {
      message: `A repository is named by 1 to ${MAX_COMMIT_NAMES.repository} characters in one line, no space at either end.`,
      holds: ({ repository }) =>
        repository !== '' && repository.trim() === repository && isName(repository, MAX_COMMIT_NAMES.repository),
    },
    message: {
      message: `A message has at most ${MAX_NOTE_LENGTH} characters that can be stored.`,
      holds: ({ message = '' }) => message.length <= MAX_NOTE_LENGTH && isStorable(message),
    },
    authorEmail: {
      message: 'This is not an e-mail address.',
      holds: ({ authorEmail }) => authorEmail === undefined || normalizeEmailAddress(authorEmail) !== null,
    },
  };

function isName(text: string, max: number): boolean {
  return text.length <= max && isStorable(text) && !/[\p{Cc}\u2028\u2029]/u.test(text);
}
