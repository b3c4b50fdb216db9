import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OutcomeCounts } from '../../domain/bulk-operation';
import { judgeIssue, type Judgement, type PreparedCall } from '../../domain/bulk/judge-issue';
import { isIdentifier } from '../../domain/identifier';
import type { ProblemCode } from '../../domain/problem';
import { beforeImage } from '../../domain/state/difference';
import type { IssueState } from '../../domain/state/issue-state';
import { storableText } from '../../domain/storable-text';
import type { OutcomeRow } from '../../persistence/compile/insert-bulk-operation';
import type { SelectedIssues } from './select-issues';

/** Issues that are judged in one go. Other requests of the server wait that long, a few milliseconds, and not for 10,000. */
export const AT_ONCE = 100;
/** Characters that are kept of something that is no id. */
const MAX_KEPT = 64;

/** What became of one requested id. */
export interface JudgedIssue {
  readonly requested: string;
  /** The project of the issue; null where none was found. */
  readonly projectId: string | null;
  readonly judgement: Judgement | { readonly status: 'NOT_FOUND' };
}

/** Judges every requested id once, in the order of the selection. */
export async function judgeIssues(
  selected: SelectedIssues,
  states: ReadonlyMap<string, IssueState>,
  call: PreparedCall,
): Promise<readonly JudgedIssue[]> {
  const judge = judgeIssue(call);
  const judged: JudgedIssue[] = [];
  for (const requested of selected.requested) {
    judged.push(judgeOne(requested, { selected, states, judge }));
    // eslint-disable-next-line no-await-in-loop
    if (judged.length % AT_ONCE === 0) await nextTurn();
  }
  return judged;
}

interface Judging {
  readonly selected: SelectedIssues;
  readonly states: ReadonlyMap<string, IssueState>;
  readonly judge: (state: IssueState) => Judgement;
}

function judgeOne(requested: string, { selected, states, judge }: Judging): JudgedIssue {
  const state = states.get(requested);
  if (state !== undefined) return { requested, projectId: state.projectId, judgement: judge(state) };
  const locked = selected.locked.get(requested);
  if (locked === undefined) return { requested, projectId: null, judgement: { status: 'NOT_FOUND' } };
  return { requested, projectId: locked.projectId, judgement: { status: 'SKIPPED', code: 'OUTSIDE_SELECTION' } };
}

/** What is kept, and shown, of a text that was given for an id: 64 characters that the database can hold. */
export function keptId(requested: string): string {
  if (requested.length <= MAX_KEPT) return storableText(requested);
  return [...storableText(requested.slice(0, 2 * MAX_KEPT))].slice(0, MAX_KEPT).join('');
}

/** The outcome as it is stored. */
export function outcomeRow({ requested, projectId, judgement }: JudgedIssue): OutcomeRow {
  const isId = isIdentifier(requested);
  const changed = judgement.status === 'CHANGED' ? judgement : null;
  return {
    groupId: isId ? requested : null,
    projectId,
    requestedId: isId ? null : keptId(requested),
    status: judgement.status,
    code: codeOf(judgement),
    changes: changed && changed.changes(),
    before: changed && beforeImage(changed.difference),
  };
}

/** Whether the issue is in the selection: it exists for the caller, and `where` holds it. */
export function isSelected({ judgement }: JudgedIssue): boolean {
  return judgement.status !== 'NOT_FOUND' && codeOf(judgement) !== 'OUTSIDE_SELECTION';
}

/** Why the issue was left out; null where it was not. */
export function codeOf(judgement: JudgedIssue['judgement']): ProblemCode | null {
  return 'code' in judgement ? judgement.code : null;
}

/** How many issues had each outcome. */
export function countOutcomes(judged: readonly JudgedIssue[]): OutcomeCounts {
  const counts = { CHANGED: 0, UNCHANGED: 0, NOT_FOUND: 0, CONFLICT: 0, INVALID: 0, SKIPPED: 0 };
  for (const { judgement } of judged) counts[judgement.status] += 1;
  return {
    changed: counts.CHANGED,
    unchanged: counts.UNCHANGED,
    notFound: counts.NOT_FOUND,
    conflict: counts.CONFLICT,
    invalid: counts.INVALID,
    skipped: counts.SKIPPED,
    pending: 0,
  };
}
