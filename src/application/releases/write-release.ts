import type { OrganizationAccess } from '../../domain/access';
import type { GivenCommit } from '../../domain/releases/check-release';
import type { TenantKey } from '../../domain/tenant-key';
import type { ReleaseOfProject } from '../../persistence/compile/releases/insert-releases';
import { fillDateReleased, updateRelease } from '../../persistence/compile/releases/update-release';
import { addReleaseCommits } from '../../persistence/compile/releases/write-commits';
import { findCommitsOfRelease, type ReleaseToChange } from '../../persistence/read/find-release-to-change';
import { lockGroups } from '../../persistence/read/lock-groups';
import type { Executor } from '../../persistence/statement';
import { applyCommits } from './apply-commits';
import { readCommitNews } from './commit-news';
import { completeAtOnce } from './complete-at-once';
import { findReferences } from './commit-references';
import { ensureReleases, releaseKey } from './ensure-releases';
import { registerCommits } from './register-commits';

/** What is to be of a release. */
export interface ReleaseChange {
  readonly access: OrganizationAccess;
  readonly version: string;
  /** As it is; null: it is to be made. */
  readonly stored: ReleaseToChange | null;
  /** Projects that are to have it. */
  readonly projectIds: readonly string[];
  readonly commits: readonly GivenCommit[];
  readonly dateReleased: Date | null;
  /** null: it stays as it is. */
  readonly archived: boolean | null;
  /** Whether a date of release that is there stays. */
  readonly keepsDate: boolean;
}

/**
 * Makes or changes a release, completes what waits for it, and has its commits resolve their issues. All issues of which
 * its commits speak are locked before it is written, in id order, so that neither mutations nor events with that release
 * wait for more than the writing. Those that wait for it are not: they may be a million. Answers its key.
 */
export async function writeRelease(tx: Executor, change: ReleaseChange, clock: () => Date): Promise<TenantKey> {
  const { access, stored, projectIds, commits } = change;
  const { organizationId } = access;
  const registered = await registerCommits(tx, organizationId, { commits, now: clock() });
  const fresh = projectIds.filter((id) => stored?.projectIds.includes(id) !== true);
  const before = stored !== null && fresh.length > 0 ? await findCommitsOfRelease(tx, organizationId, stored.id) : [];
  const candidates = [...new Set([...before, ...registered.map(({ id }) => id)])];
  const references = await findReferences(tx, access, { registered, released: candidates });
  const { groupIds: ids } = references;
  const visible = { organizationId, projectIds: [...access.projects.keys()] };
  const locked = ids.length > 0 ? await lockGroups(tx, { ...visible, ids }) : [];
  const now = clock();
  const id = await writeRow(tx, change, now);
  const pairs = candidates.map((commitId) => ({ releaseId: id, commitId }));
  const added = pairs.length > 0 ? await addReleaseCommits(tx, organizationId, pairs) : [];
  const released = [...new Set([...before, ...added.map(({ commitId }) => commitId)])];
  const news = await readCommitNews(tx, { organizationId, registered, references, released });
  await applyCommits(tx, { organizationId, locked, news, now });
  return { organizationId, id };
}

/** Answers the release's id; what waited for it is complete, or soon will be. */
async function writeRow(tx: Executor, change: ReleaseChange, now: Date): Promise<string> {
  const { access, version, stored, projectIds, dateReleased, archived } = change;
  const { organizationId } = access;
  const wanted = projectIds.map((projectId) => ({
    ...{ organizationId, projectId, version },
    ...{ dateAdded: now, dateReleased },
  }));
  const { ids, added } = await ensureReleases(tx, wanted);
  const [first = ''] = projectIds;
  const id = stored?.id ?? ids.get(releaseKey({ projectId: first, version })) ?? '';
  if (change.keepsDate && dateReleased !== null) await fillDateReleased(tx, { organizationId, id }, dateReleased);
  const status = archived === null ? null : archived ? 'ARCHIVED' : 'OPEN';
  const date = change.keepsDate ? null : dateReleased;
  if (status !== null || date !== null) {
    await updateRelease(tx, { organizationId, id }, { dateReleased: date, status });
  }
  const reopened = reopens(change) ? (stored?.projectIds ?? []) : [];
  const open: ReleaseOfProject[] = reopened.map((projectId) => ({ organizationId, projectId, releaseId: id }));
  await completeAtOnce(tx, [...added, ...open], now);
  return id;
}

/** A release that comes back into use is as good as a new one for what waits. */
function reopens({ archived, stored }: ReleaseChange): boolean {
  return archived === false && stored?.status === 'ARCHIVED';
}
