import type { GivenIssue } from '../../domain/import/imported-issue';
import { noteReleases, type ReleaseTally } from '../../persistence/compile/ingest/note-releases';
import { drawActivityIds } from '../../persistence/read/draw-identifiers';
import type { Executor } from '../../persistence/statement';
import type { ImportContext } from './import-context';
import { commitKey } from './import-releases';
import type { MatchedIssue } from './match-issues';
import type { ReleaseReferences } from './release-references';
import { idOf } from './references';

/** What a line says of releases and commits, as ids. */
export type GivenReleases = Pick<
  GivenIssue,
  'resolutionId' | 'resolutionActorId' | 'resolutionReleaseId' | 'commitId' | 'firstReleaseId'
>;

/** Issues that are imported, with what their lines name. */
export interface IssuesToPlace {
  readonly matched: readonly MatchedIssue[];
  readonly named: ReleaseReferences;
}

/** The releases and commits of each issue, by its id; new resolutions get ids as lines of the feed do. */
export async function releasesOfIssues(
  tx: Executor,
  { references }: ImportContext,
  { matched, named }: IssuesToPlace,
): Promise<ReadonlyMap<string, GivenReleases>> {
  const resolved = matched.filter(({ line }) => line.resolution !== undefined);
  const drawn = await drawActivityIds(tx, resolved.length);
  const resolutionIds = new Map(resolved.map(({ id }, index) => [id, drawn[index] ?? '']));
  const releaseId = (version: string | undefined): string | null =>
    version === undefined ? null : (named.releases.get(version) ?? null);
  return new Map(
    matched.map(({ id, line: { firstRelease, resolution, resolvedInCommit } }) => [
      id,
      {
        resolutionId: resolutionIds.get(id) ?? '',
        resolutionActorId: resolution?.actor === undefined ? null : idOf(references, 'user', resolution.actor),
        resolutionReleaseId: releaseId(resolution?.release),
        commitId:
          resolvedInCommit === undefined
            ? null
            : (named.commits.get(commitKey({ ...resolvedInCommit, key: resolvedInCommit.commit })) ?? null),
        firstReleaseId: releaseId(firstRelease),
      },
    ]),
  );
}

/** Notes that issues were met in the first and the last release that their lines name. */
export async function noteReleasesOfIssues(
  tx: Executor,
  { organizationId }: ImportContext,
  { issues, named }: { readonly issues: readonly PlacedIssue[]; readonly named: ReleaseReferences },
): Promise<void> {
  const tallies = issues.flatMap(({ id: groupId, projectId, line, firstSeen, lastSeen }) => {
    const tally = (version: string | undefined, seen: Date): ReleaseTally[] => {
      const releaseId = version === undefined ? undefined : named.releases.get(version);
      if (releaseId === undefined) return [];
      return [{ organizationId, projectId, groupId, releaseId, firstSeen: seen, lastSeen: seen }];
    };
    const { firstRelease: first, lastRelease: last } = line;
    if (first !== undefined && first === last) return tally(first, firstSeen).map((one) => ({ ...one, lastSeen }));
    return [...tally(first, firstSeen), ...tally(last, lastSeen)];
  });
  if (tallies.length > 0) await noteReleases(tx, tallies);
}

/** An issue with the times between which it was seen. */
export type PlacedIssue = MatchedIssue & { readonly firstSeen: Date; readonly lastSeen: Date };
