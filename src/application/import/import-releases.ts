import type { LinesByKind } from '../../domain/import/import-contents';
import type { CommitLine } from '../../domain/import/line-shapes';
import { updateImportedReleases } from '../../persistence/compile/import/write-imported-releases';
import {
  addReleaseCommits,
  insertCommits,
  lockCommits,
  updateCommits,
  type CommitToWrite,
} from '../../persistence/compile/releases/write-commits';
import { findReleaseIds } from '../../persistence/read/find-imported-releases';
import type { Executor } from '../../persistence/statement';
import { completeAtOnce } from '../releases/complete-at-once';
import { ensureReleases, releaseKey } from '../releases/ensure-releases';
import { imported, type Imported } from './imported';
import type { ImportContext } from './import-context';
import { idOf } from './references';

type ReleaseLines = Pick<LinesByKind, 'release' | 'commit'>;

/** Makes and changes releases and commits; messages of commits change no issue, since the file says how issues are. */
export async function importReleases(
  tx: Executor,
  context: ImportContext,
  lines: ReleaseLines,
): Promise<Readonly<Record<'release' | 'commit', Imported>>> {
  const { commits, ids: commitIds } = await writeCommits(tx, context, lines);
  const release = await writeReleases(tx, context, { lines: lines.release, commitIds });
  return { release, commit: commits };
}

/** Names a commit within its organization. */
export function commitKey({ repository, key }: { readonly repository: string; readonly key: string }): string {
  return JSON.stringify([repository, key]);
}

async function writeCommits(
  tx: Executor,
  { organizationId, now }: ImportContext,
  lines: ReleaseLines,
): Promise<{ readonly commits: Imported; readonly ids: ReadonlyMap<string, string> }> {
  const given = [...lines.release.flatMap(({ content }) => content.commits ?? []), ...lines.commit.map(contentOf)];
  const commits = [...new Map(given.map(toWrite).map((commit) => [commitKey(commit), commit])).values()];
  if (commits.length === 0) return { commits: imported(new Set(), [], []), ids: new Map() };
  const created = await insertCommits(tx, organizationId, { commits, now });
  const stored = await lockCommits(tx, organizationId, commits);
  const changed = await updateCommits(tx, organizationId, commits);
  return {
    commits: imported(created, changed, []),
    ids: new Map(stored.map((commit) => [commitKey(commit), commit.id])),
  };
}

async function writeReleases(
  tx: Executor,
  { organizationId, references, now }: ImportContext,
  { lines, commitIds }: { readonly lines: LinesByKind['release']; readonly commitIds: ReadonlyMap<string, string> },
): Promise<Imported> {
  if (lines.length === 0) return imported(new Set(), [], []);
  const releases = lines.map(contentOf);
  const known = await findReleaseIds(
    tx,
    organizationId,
    releases.map(({ version }) => version),
  );
  const wanted = releases.flatMap(({ version, projects, dateCreated: dateAdded = now, dateReleased = null }) =>
    [...new Set(projects)].map((slug) => ({
      ...{ organizationId, projectId: idOf(references, 'project', slug), version },
      ...{ dateAdded, dateReleased },
    })),
  );
  const { ids, added } = await ensureReleases(tx, wanted);
  const byVersion = new Map(wanted.map((release) => [release.version, ids.get(releaseKey(release)) ?? '']));
  const changes = releases.map(({ version, dateCreated = null, dateReleased = null, archived }) => ({
    ...{ id: byVersion.get(version) ?? '', dateAdded: dateCreated, dateReleased },
    status: archived === undefined ? null : archived ? ('ARCHIVED' as const) : ('OPEN' as const),
  }));
  const changed = await updateImportedReleases(tx, organizationId, changes);
  const pairs = releases.flatMap(({ version, commits = [] }) =>
    commits.map((commit) => ({
      releaseId: byVersion.get(version) ?? '',
      commitId: commitIds.get(commitKey(toWrite(commit))) ?? '',
    })),
  );
  const held = pairs.length > 0 ? await addReleaseCommits(tx, organizationId, pairs) : [];
  await completeAtOnce(tx, added, now);
  const created = new Set([...byVersion].filter(([version]) => !known.has(version)).map(([, id]) => id));
  return imported(created, [...changed, ...[...added, ...held].map(({ releaseId }) => releaseId)], []);
}

function contentOf<T>({ content }: { readonly content: T }): T {
  return content;
}

function toWrite({ id, repository, message, authorEmail, timestamp }: CommitLine): CommitToWrite {
  return {
    ...{ key: id, repository, message: message ?? null },
    ...{ authorEmail: authorEmail ?? null, timestamp: timestamp ?? null },
  };
}
