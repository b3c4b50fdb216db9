import type { NamedCommit } from '../../domain/releases/release-facts';
import type { Release } from '../../domain/releases/release';
import { formatShortId } from '../../domain/short-id';
import { readCommitAuthors, type CommitAuthor } from '../../persistence/read/read-commit-authors';
import { readReleasesOfCommits } from '../../persistence/read/read-releases-of-commits';
import type { Executor } from '../../persistence/statement';
import type { NewsOfIssue } from './apply-commits';
import type { CommitReferences } from './commit-references';
import type { RegisteredCommit } from './register-commits';

/** What there is to say about issues. */
export interface CommitsToRead {
  readonly organizationId: string;
  readonly registered: readonly RegisteredCommit[];
  readonly references: CommitReferences;
  /** Commits that a release newly holds. */
  readonly released: readonly string[];
}

interface Draft {
  readonly fixedBy: NamedCommit[];
  readonly droppedBy: Set<string>;
  readonly released: Map<string, NamedCommit>;
  author: CommitAuthor | null;
}

/** What the commits say of each issue, by its id, with the releases that hold them. */
export async function readCommitNews(
  tx: Executor,
  { organizationId, registered, references, released }: CommitsToRead,
): Promise<ReadonlyMap<string, NewsOfIssue>> {
  if (references.groupIds.length === 0) return new Map();
  const emails = [...new Set(registered.flatMap(({ authorEmail }) => authorEmail ?? []))];
  const authors = await readCommitAuthors(tx, organizationId, emails);
  const ids = [...new Set([...registered.map(({ id }) => id), ...released])];
  const releases = releasesByCommit(await readReleasesOfCommits(tx, organizationId, ids));
  const drafts = new Map<string, Draft>();
  const draftOf = (groupId: string): Draft => {
    const draft = drafts.get(groupId) ?? { fixedBy: [], droppedBy: new Set(), released: new Map(), author: null };
    drafts.set(groupId, draft);
    return draft;
  };
  const newly = new Set(released);
  for (const { groupId, commitId } of references.links) {
    const commit = { id: commitId, key: '', repository: '', releases: releases.get(commitId) ?? new Map() };
    if (newly.has(commitId)) draftOf(groupId).released.set(commitId, commit);
  }
  for (const { id, key, repository, authorEmail, fixes, drops } of registered) {
    const author = authors.get(authorEmail ?? '') ?? null;
    const commit = { id, key, repository, releases: releases.get(id) ?? new Map<string, Release>() };
    for (const draft of named(drops, references).map(draftOf)) Object.assign(draft, { author }).droppedBy.add(id);
    for (const draft of named(fixes, references).map(draftOf)) Object.assign(draft, { author }).fixedBy.push(commit);
  }
  return drafts;
}

function named(shortIds: RegisteredCommit['fixes'], { named: groups }: CommitReferences): readonly string[] {
  return shortIds.flatMap((shortId) => groups.get(formatShortId(shortId)) ?? []);
}

function releasesByCommit(
  rows: Awaited<ReturnType<typeof readReleasesOfCommits>>,
): ReadonlyMap<string, ReadonlyMap<string, Release>> {
  const byCommit = new Map<string, Map<string, Release>>();
  for (const { commitId, projectId, ...release } of rows) {
    const ofCommit = byCommit.get(commitId) ?? new Map<string, Release>();
    byCommit.set(commitId, ofCommit.set(projectId, release));
  }
  return byCommit;
}
