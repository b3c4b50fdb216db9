import type { LinesByKind } from '../../domain/import/import-contents';
import type { LineProblem } from '../../domain/import/line-problem';
import type { IssueLine } from '../../domain/import/line-shapes';
import { findCommitIds, findReleaseIds } from '../../persistence/read/find-imported-releases';
import type { Executor } from '../../persistence/statement';
import { commitKey } from './import-releases';

/** The ids of all releases (by version) and commits (by `commitKey`) that lines about issues name. */
export interface ReleaseReferences {
  readonly releases: ReadonlyMap<string, string>;
  readonly commits: ReadonlyMap<string, string>;
}

/** Looks up the releases and commits that lines about issues name; with problems where there is none. */
export async function findReleaseReferences(
  tx: Executor,
  organizationId: string,
  lines: LinesByKind['issue'],
): Promise<{ readonly references: ReleaseReferences; readonly problems: readonly LineProblem[] }> {
  const versions = lines.flatMap(({ line, content }) => versionsOf(content).map((named) => ({ ...named, line })));
  const commits = lines.flatMap(({ line, content: { resolvedInCommit } }) =>
    resolvedInCommit === undefined
      ? []
      : [{ line, key: resolvedInCommit.commit, repository: resolvedInCommit.repository }],
  );
  const names = [...new Set(versions.map(({ version }) => version))];
  const references: ReleaseReferences = {
    releases: names.length > 0 ? await findReleaseIds(tx, organizationId, names) : new Map<string, string>(),
    commits: new Map(
      commits.length > 0
        ? (await findCommitIds(tx, organizationId, commits)).map((commit) => [commitKey(commit), commit.id])
        : [],
    ),
  };
  const problems = [
    ...versions
      .filter(({ version }) => !references.releases.has(version))
      .map(({ line, field, version }) => ({
        ...{ line, field },
        message: `there is no release "${version}" in this organization; add a line of kind release.`,
      })),
    ...commits
      .filter((commit) => !references.commits.has(commitKey(commit)))
      .map(({ line, key, repository }) => ({
        ...{ line, field: 'resolvedInCommit' },
        message: `there is no commit "${key}" of "${repository}"; add a line of kind commit.`,
      })),
  ];
  return { references, problems };
}

function versionsOf({ firstRelease, lastRelease, resolution }: IssueLine) {
  const named = { firstRelease, lastRelease, 'resolution.release': resolution?.release };
  return Object.entries(named).flatMap(([field, version]) => (version === undefined ? [] : [{ field, version }]));
}
