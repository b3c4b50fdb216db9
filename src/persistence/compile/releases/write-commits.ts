import { statement, type Executor } from '../../statement';

/** A commit as it is registered. */
export interface CommitToWrite {
  readonly repository: string;
  readonly key: string;
  /** null, as the next two: not said, so that what is known stays. */
  readonly message: string | null;
  readonly authorEmail: string | null;
  readonly timestamp: Date | null;
}

/** A commit that is there. */
export interface StoredCommit {
  readonly id: string;
  readonly repository: string;
  readonly key: string;
  readonly message: string | null;
  readonly authorEmail: string | null;
}

/** Registers the commits that nobody has registered; answers their ids. They are made in one order, as releases are. */
export async function insertCommits(
  tx: Executor,
  organizationId: string,
  { commits, now }: { readonly commits: readonly CommitToWrite[]; readonly now: Date },
): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(
    statement(
      'insert-commits',
      `insert into commits (organization_id, repository, key, message, author_email, date_added)
       select $1, repository, key, message, author_email, coalesce(timestamp, $7)
       from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
         as new (repository, key, message, author_email, timestamp)
       order by repository, key
       on conflict (organization_id, repository, key) do nothing
       returning id`,
      [organizationId, ...columnsOf(commits), now],
    ),
  );
  return new Set(rows.map(({ id }) => id));
}

/** The commits as they are, locked until the transaction ends: of two that edit a message, the second sees what the first wrote. */
export function lockCommits(
  tx: Executor,
  organizationId: string,
  commits: readonly Pick<CommitToWrite, 'repository' | 'key'>[],
): Promise<StoredCommit[]> {
  return tx.rows<StoredCommit>(
    statement(
      'lock-commits',
      `select c.id, c.repository, c.key, c.message, c.author_email as "authorEmail"
       from unnest($2::text[], $3::text[]) as wanted (repository, key)
       join commits c on c.organization_id = $1 and c.repository = wanted.repository and c.key = wanted.key
       order by c.id
       for no key update of c`,
      [organizationId, commits.map(({ repository }) => repository), commits.map(({ key }) => key)],
    ),
  );
}

/** Writes what is said of commits that are there; answers the ids of those of which it was not known. */
export async function updateCommits(
  tx: Executor,
  organizationId: string,
  commits: readonly CommitToWrite[],
): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(
    statement(
      'update-commits',
      `update commits c
       set message = coalesce(n.message, c.message), author_email = coalesce(n.author_email, c.author_email),
         date_added = coalesce(n.timestamp, c.date_added)
       from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
         n (repository, key, message, author_email, timestamp)
       where c.organization_id = $1 and c.repository = n.repository and c.key = n.key
         and (coalesce(n.message, c.message), coalesce(n.author_email, c.author_email),
           coalesce(n.timestamp, c.date_added)) is distinct from (c.message, c.author_email, c.date_added)
       returning c.id`,
      [organizationId, ...columnsOf(commits)],
    ),
  );
  return rows.map(({ id }) => id);
}

/** A commit that a release holds. */
export interface CommitOfRelease {
  readonly releaseId: string;
  readonly commitId: string;
}

/** Puts commits into releases; answers those that were not there. */
export function addReleaseCommits(
  tx: Executor,
  organizationId: string,
  pairs: readonly CommitOfRelease[],
): Promise<CommitOfRelease[]> {
  return tx.rows<CommitOfRelease>(
    statement(
      'add-release-commits',
      `insert into release_commits (organization_id, release_id, commit_id)
       select $1, release_id, commit_id from unnest($2::bigint[], $3::bigint[]) as new (release_id, commit_id)
       order by release_id, commit_id
       on conflict (organization_id, release_id, commit_id) do nothing
       returning release_id as "releaseId", commit_id as "commitId"`,
      [organizationId, pairs.map(({ releaseId }) => releaseId), pairs.map(({ commitId }) => commitId)],
    ),
  );
}

function columnsOf(commits: readonly CommitToWrite[]): readonly (readonly unknown[])[] {
  return [
    commits.map(({ repository }) => repository),
    commits.map(({ key }) => key),
    commits.map(({ message }) => message),
    commits.map(({ authorEmail }) => authorEmail),
    commits.map(({ timestamp }) => timestamp),
  ];
}
