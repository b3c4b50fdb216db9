import { isAsExpected, type Expectation, type Judgement } from '../bulk/judge-issue';
import { DELETED_STATUSES, type GroupStatus } from '../group';
import { difference, movesVersion, same } from '../state/difference';
import type { IssueState } from '../state/issue-state';
import { readableChanges } from '../state/readable-changes';
import { asShown } from '../state/shown-status';
import type { Image } from './image';
import { restorationLog, type ActorNames } from './restoration-log';

/** An undo as it is applied to every issue. */
export interface PreparedUndo {
  /** Who undoes; null: a token without a user. */
  readonly actor: { readonly id: string } | null;
  readonly now: Date;
  readonly expectation: Expectation;
  /** Of the assignees to whom issues go back. */
  readonly names: ActorNames;
  /** Issues that there are to merge others into. */
  readonly parents: ReadonlySet<string>;
}

/** What an undo makes of one issue; a deleted one is not there, unless the operation itself deleted it. */
export type UndoJudgement = Judgement | { readonly status: 'NOT_FOUND' };

/**
 * Puts back what the operation found, unless the issue, or a mark that the operation made, has changed since, or the
 * issue would go into another that is not there any more.
 */
export function judgeRestoration(stored: IssueState, image: Image, undo: PreparedUndo): UndoJudgement {
  if (!isAsLeft(stored, image)) return isDeleted(stored.status) ? { status: 'NOT_FOUND' } : CONFLICT;
  if (!isAsExpected(stored, undo.expectation)) return CONFLICT;
  const into = image.before.mergedInto ?? null;
  if (into !== null && !undo.parents.has(into)) return CONFLICT;
  const { now, actor, names } = undo;
  const last = { ...stored, ...image.before };
  const restored = difference({ stored, first: stored, last }, now);
  if (restored === null) return { status: 'UNCHANGED', last: stored };
  const shown = { first: asShown(stored, now), next: asShown(restored.next, now) };
  return {
    status: 'CHANGED',
    last: restored.next,
    difference: restored,
    changes: () => readableChanges(shown.first, { ...restored, next: shown.next }),
    log: restorationLog(restored, { actor, names }),
  };
}

const CONFLICT = { status: 'CONFLICT', code: 'VERSION_CONFLICT' } as const;

/** The version counts changes of the issue itself; marks move no version and are compared. */
function isAsLeft(stored: IssueState, { version, slices, left }: Image): boolean {
  if (stored.version !== version + (movesVersion(slices) ? 1 : 0)) return false;
  return Object.entries(left).every(([key, value]) => same(stored[key as keyof IssueState], value));
}

/** Whether others can be merged into the issue: it is neither being deleted nor on its way into another. */
export function mayTakeIn({ status }: Pick<IssueState, 'status'>): boolean {
  return !isDeleted(status) && status !== 'PENDING_MERGE';
}

function isDeleted(status: GroupStatus): boolean {
  return DELETED_STATUSES.some((deleted) => deleted === status);
}
