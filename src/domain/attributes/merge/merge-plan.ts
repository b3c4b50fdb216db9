import { problem, type Problem, type ProblemCode } from '../../problem';
import type { IssueState } from '../../state/issue-state';

/** Merge the selected issues into one. */
export interface MergeRequest {
  /** The parent's id; null: the eldest. */
  readonly into: string | null;
}

/** What becomes of the set: children in id order, at least one. */
export interface MergePlan {
  readonly parentId: string;
  readonly childIds: readonly string[];
}

/** What a merge decides once for the whole selection. */
export interface MergeFacts {
  /** How many issues it concerns; fewer than two are no merge. */
  readonly count: number;
  /** Events that an issue may have; 0: any number. */
  readonly eventLimit: number;
  /** null: nothing is to be merged. */
  readonly plan: MergePlan | null;
}

/** What speaks against merging these issues as a set; `into` must be one of them. */
export function mergeProblems({ into }: MergeRequest, issues: readonly IssueState[]): readonly Problem[] {
  if (into !== null && !issues.some(({ id }) => id === into)) {
    return [
      problem('INVALID_INPUT', {
        message: 'mergeInto must be one of the selected issues.',
        field: ['input', 'mergeInto'],
      }),
    ];
  }
  const projects = new Set(issues.map(({ projectId }) => projectId));
  return projects.size > 1 ? [problem('MULTIPLE_PROJECTS', { field: ['input', 'merge'] })] : [];
}

/** Why an issue cannot be merged, whatever the others are; null: it can. */
export function whyNotMergeable({ category, timesSeen }: IssueState, eventLimit: number): ProblemCode | null {
  if (category !== 'ERROR') return 'NOT_AN_ERROR_ISSUE';
  return eventLimit > 0 && timesSeen > eventLimit ? 'ISSUE_TOO_LARGE' : null;
}

/** The parent, given or the eldest, and the others; null where there are not two, or the given one is kept out. */
export function planMerge({ into }: MergeRequest, issues: readonly IssueState[]): MergePlan | null {
  const parent = into === null ? eldest(issues) : issues.find(({ id }) => id === into);
  if (parent === undefined || issues.length < 2) return null;
  const childIds = issues.map(({ id }) => id).filter((id) => id !== parent.id);
  return { parentId: parent.id, childIds: childIds.sort(byNumber) };
}

/** First seen first; of equals the one seen more often; of those the one with the lower id. */
function eldest(issues: readonly IssueState[]): IssueState | undefined {
  const [first] = [...issues].sort(
    (a, b) => a.firstSeen.getTime() - b.firstSeen.getTime() || b.timesSeen - a.timesSeen || byNumber(a.id, b.id),
  );
  return first;
}

/** Ids are numbers of up to 19 digits without leading zeros. */
function byNumber(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}
