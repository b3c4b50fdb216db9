import { normalizeEmailAddress } from '../../domain/email-address';
import type { GivenCommit } from '../../domain/releases/check-release';
import { fixedIssues } from '../../domain/releases/fixed-issues';
import { formatShortId, type ShortId } from '../../domain/short-id';
import {
  insertCommits,
  lockCommits,
  updateCommits,
  type CommitToWrite,
} from '../../persistence/compile/releases/write-commits';
import type { Executor } from '../../persistence/statement';

/** A commit that is registered, and what its message says that it did not say before. */
export interface RegisteredCommit {
  readonly id: string;
  readonly key: string;
  readonly repository: string;
  /** Normalized. */
  readonly authorEmail: string | null;
  /** The issues that it newly says it fixes. */
  readonly fixes: readonly ShortId[];
  /** Those that it no longer says it fixes. */
  readonly drops: readonly ShortId[];
}

/** Commits that are to be registered, and when. */
export interface CommitsToRegister {
  readonly commits: readonly GivenCommit[];
  readonly now: Date;
}

/** Registers commits and what is newly said of them, in the order in which they are named; one that is named twice counts as named last. */
export async function registerCommits(
  tx: Executor,
  organizationId: string,
  { commits: given, now }: CommitsToRegister,
): Promise<readonly RegisteredCommit[]> {
  if (given.length === 0) return [];
  const commits = [...new Map(given.map((commit) => [nameOf(commit.repository, commit.id), toWrite(commit)])).values()];
  const created = await insertCommits(tx, organizationId, { commits, now });
  const stored = new Map(
    (await lockCommits(tx, organizationId, commits)).map((row) => [nameOf(row.repository, row.key), row]),
  );
  await updateCommits(tx, organizationId, commits);
  return commits.flatMap(({ repository, key, message, authorEmail }) => {
    const before = stored.get(nameOf(repository, key));
    if (before === undefined) return [];
    const { id } = before;
    const said = fixedIssues(created.has(id) ? null : before.message);
    const says = fixedIssues(message ?? before.message);
    const references = { fixes: without(says, said), drops: without(said, says) };
    return [{ id, key, repository, authorEmail: authorEmail ?? before.authorEmail, ...references }];
  });
}

function nameOf(repository: string, key: string): string {
  return JSON.stringify([repository, key]);
}

function toWrite({ id, repository, message, authorEmail, timestamp }: GivenCommit): CommitToWrite {
  return {
    ...{ key: id, repository, message: message ?? null, timestamp: timestamp ?? null },
    authorEmail: authorEmail === undefined ? null : normalizeEmailAddress(authorEmail),
  };
}

function without(all: readonly ShortId[], some: readonly ShortId[]): readonly ShortId[] {
  const left = new Set(some.map(formatShortId));
  return all.filter((shortId) => !left.has(formatShortId(shortId)));
}
