import { statement, type Executor } from '../statement';

/** The ids of the organization's releases with these versions, by version. */
export async function findReleaseIds(
  tx: Executor,
  organizationId: string,
  versions: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ id: string; version: string }>(
    statement(
      'find-release-ids',
      'select id, version from releases where organization_id = $1 and version = any($2::text[])',
      [organizationId, versions],
    ),
  );
  return new Map(rows.map(({ version, id }) => [version, id]));
}

/** What names a commit. */
export interface CommitName {
  readonly repository: string;
  readonly key: string;
}

/** The organization's commits of these names. */
export function findCommitIds(
  tx: Executor,
  organizationId: string,
  names: readonly CommitName[],
): Promise<(CommitName & { readonly id: string })[]> {
  return tx.rows<CommitName & { readonly id: string }>(
    statement(
      'find-commit-ids',
      `select c.id, c.repository, c.key
       from unnest($2::text[], $3::text[]) as wanted (repository, key)
       join commits c on c.organization_id = $1 and c.repository = wanted.repository and c.key = wanted.key`,
      [organizationId, names.map(({ repository }) => repository), names.map(({ key }) => key)],
    ),
  );
}
