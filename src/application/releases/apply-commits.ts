import type { ActingUser, MutationScope } from '../../domain/attributes/strategy';
import { followCommits, type CommitNews } from '../../domain/attributes/status/follow-commits';
import { difference } from '../../domain/state/difference';
import type { IssueState } from '../../domain/state/issue-state';
import { asShown } from '../../domain/state/shown-status';
import {
  subscribeCommitAuthors,
  type AuthoredIssue,
} from '../../persistence/compile/releases/subscribe-commit-authors';
import { drawActivityIds } from '../../persistence/read/draw-identifiers';
import type { LockedGroup } from '../../persistence/read/lock-groups';
import type { CommitAuthor } from '../../persistence/read/read-commit-authors';
import { EVERY_ROW, readIssueStates } from '../../persistence/read/read-issue-states';
import type { Executor } from '../../persistence/statement';
import { writeChanges, type ChangedIssue } from '../bulk-mutate-issues/write-changes';

/** What commits say of one issue, and who says it. */
export interface NewsOfIssue extends CommitNews {
  /** The author of the commit that decides; null: nobody who is known. */
  readonly author: CommitAuthor | null;
}

/** Locked issues with what commits say of them. */
export interface CommitsToApply {
  readonly organizationId: string;
  readonly locked: readonly LockedGroup[];
  /** By issue. */
  readonly news: ReadonlyMap<string, NewsOfIssue>;
  readonly now: Date;
}

/** Resolves, reopens and links the issues of which commits speak, as a mutation would: feed, history, inbox, periods and outbox included. */
export async function applyCommits(
  tx: Executor,
  { organizationId, locked: all, news, now }: CommitsToApply,
): Promise<void> {
  const locked = all.filter(
    ({ id, status }) => news.has(id) && status !== 'PENDING_MERGE' && status !== 'REPROCESSING',
  );
  if (locked.length === 0) return;
  const states = await readIssueStates(tx, { organizationId, locked, userId: null, rows: EVERY_ROW });
  const ids = await drawActivityIds(tx, states.length);
  const activityIds = new Map(states.map(({ id }, index) => [id, ids[index] ?? '']));
  const changed: ChangedIssue[] = [];
  const authored: AuthoredIssue[] = [];
  for (const state of states) {
    const issue = news.get(state.id);
    if (issue === undefined) continue;
    const actor = issue.author?.projectIds.has(state.projectId) === true ? issue.author : null;
    const change = decide(state, issue, scopeOf(actor, { now, activityIds }));
    if (change === null) continue;
    changed.push(change);
    if (actor !== null) authored.push({ groupId: state.id, projectId: state.projectId, userId: actor.id });
  }
  if (authored.length > 0) await tx.rows(subscribeCommitAuthors(authored, { organizationId, now }));
  await writeChanges(tx, changed, { organizationId, operationId: null, actorId: null, now });
}

function scopeOf(
  actor: ActingUser | null,
  { now, activityIds }: { readonly now: Date; readonly activityIds: ReadonlyMap<string, string> },
): MutationScope {
  // There is no operation; only a mark of the actor would name it, and those are not kept.
  const none = { operationId: '', changes: {}, single: false };
  return { ...none, actor, now, fresh: { activityIds, shareIds: new Map(), tombstoneIds: new Map() } };
}

function decide(stored: IssueState, news: CommitNews, scope: MutationScope): ChangedIssue | null {
  const first = asShown(stored, scope.now);
  const step = followCommits(first, news, scope);
  if (step.refused) return null;
  // Authors are many, and subscribed by a statement of their own.
  const last = { ...step.state, subscription: stored.subscription };
  const changed = difference({ stored, first, last }, scope.now);
  return changed && { difference: changed, log: step.log };
}
