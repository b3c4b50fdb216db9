import type { IssueState } from '../../state/issue-state';
import { activity, next, refuse, type Step } from '../../state/step';
import type { AttributeStrategy, StateRow, SetOfIssues, Settlement, StrategyScope } from '../strategy';
import { mergeProblems, planMerge, whyNotMergeable, type MergeRequest } from './merge-plan';

/** Merges the selected issues into one of them. A job moves what they hold; until then the others wait. */
export class MergeStrategy implements AttributeStrategy<'merge'> {
  readonly attribute = 'merge';
  readonly isDeferred = true;

  /** The most frequent issue becomes the parent, and its events may be limited; what the status of a child meant is told. */
  reads(): readonly StateRow[] {
    return ['counts', 'resolution', 'snooze'];
  }

  /** Whether the issues fit each other, and which is the parent: one that nothing keeps out. */
  settle(change: MergeRequest, { issues, candidates, mergeEventLimit }: SetOfIssues): Settlement<'merge'> {
    const mergeable = candidates.filter((issue) => whyNotMergeable(issue, mergeEventLimit) === null);
    const plan = planMerge(change, mergeable);
    return {
      problems: mergeProblems(change, issues),
      facts: { count: issues.length, eventLimit: mergeEventLimit, plan },
      isDeferred: plan !== null,
    };
  }

  /** Children wait in PENDING_MERGE; the parent stays what it is and tells who came. */
  apply(state: IssueState, _: MergeRequest, { actor, facts }: StrategyScope<'merge'>): Step {
    if (facts === undefined || facts.count < 2) return next(state);
    const { eventLimit, plan } = facts;
    const code = whyNotMergeable(state, eventLimit);
    if (code !== null) return refuse(code);
    if (plan === null) return next(state);
    const merged = { ...state, mergedInto: plan.parentId };
    if (state.id !== plan.parentId) return next({ ...merged, status: 'PENDING_MERGE', substatus: null });
    return next(merged, [activity('MERGE', actor, { issues: plan.childIds.map((id) => ({ id })) })]);
  }
}
