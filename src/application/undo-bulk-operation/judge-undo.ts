import { setImmediate as nextTurn } from 'node:timers/promises';
import { problem, type Problem } from '../../domain/problem';
import { judgeRestoration } from '../../domain/undo/restore';
import { directionOf } from '../../domain/undo/undone-operation';
import { AT_ONCE, type JudgedIssue } from '../bulk-mutate-issues/judge-issues';
import type { UndoCall } from './find-operation';
import type { UndoneIssues, UndoPreparation } from './prepare-undo';

/** Issues that a problem names; all of them are counted. */
const NAMED_ISSUES = 100;

/** What becomes of an issue of which nothing is left to put back. */
export const GONE = { status: 'NOT_FOUND' } as const;

/** Judges every issue of an undo, in the order of the images; other requests of the server have their turn meanwhile. */
export async function judgeUndo(
  { images, locked }: Pick<UndoneIssues, 'images' | 'locked'>,
  { states, undo }: UndoPreparation,
): Promise<readonly JudgedIssue[]> {
  const judged: JudgedIssue[] = [];
  for (const [requested, image] of images) {
    const state = states.get(requested);
    const judgement = state === undefined ? GONE : judgeRestoration(state, image, undo);
    const projectId = judgement.status === 'NOT_FOUND' ? null : (locked.get(requested)?.projectId ?? null);
    judged.push({ requested, projectId, judgement });
    // eslint-disable-next-line no-await-in-loop
    if (judged.length % AT_ONCE === 0) await nextTurn();
  }
  return judged;
}

/** What an undo takes from the caller's budget: nobody is kept from taking a change back, for which there may be a minute only. */
export function spentBy({ operation }: Pick<UndoCall, 'operation'>, issues: number): number {
  return directionOf(operation) === 'AGAIN' ? issues : 0;
}

/** There are more issues to put back than the limit. */
export function undoTooLarge(limit: number): Problem {
  const message = `One call changes at most ${limit} issues.`;
  return problem('SELECTION_TOO_LARGE', { message, field: ['id'], details: { limit } });
}

/** Issues that have changed since: the first of them, and how many there are. */
export interface Conflicts {
  readonly ids: readonly string[];
  readonly count: number;
}

/** None so far. */
export const NO_CONFLICTS: Conflicts = { ids: [], count: 0 };

/** With those among further issues. */
export function addConflicts({ ids, count }: Conflicts, judged: readonly JudgedIssue[]): Conflicts {
  const more = judged.filter(({ judgement }) => judgement.status === 'CONFLICT').map(({ requested }) => requested);
  return { ids: [...ids, ...more].slice(0, NAMED_ISSUES), count: count + more.length };
}

/** Under ALL_OR_NOTHING: what speaks against an undo. */
export function conflictProblems({ ids, count }: Conflicts): readonly Problem[] {
  if (count === 0) return [];
  const message = 'These issues have changed since the operation that is to be undone.';
  return [problem('VERSION_CONFLICT', { message, field: ['id'], issueIds: ids, issueCount: count })];
}
