import type { Problem } from '../problem';
import type { IssueState } from '../state/issue-state';
import { isMutable, judgeIssue, type PreparedCall } from './judge-issue';

/** A call that can be applied issue by issue, or what speaks against its set. */
export interface SettledCall {
  readonly problems: readonly Problem[];
  readonly call: PreparedCall;
}

/** Lets the attributes that judge the selected issues together do so, once, before any issue is changed. */
export function settleSet(
  call: PreparedCall,
  states: readonly IssueState[],
  settings: { readonly mergeEventLimit: number },
): SettledCall {
  if (call.changes.every(({ settle }) => settle === undefined)) return { problems: [], call };
  const { mergeEventLimit } = settings;
  const issues = states.filter(isMutable);
  const judge = judgeIssue(call);
  const candidates = issues.filter((state) => {
    const { status } = judge(state);
    return status === 'CHANGED' || status === 'UNCHANGED';
  });
  const changes = call.changes.map((change) => change.settle?.({ issues, candidates, mergeEventLimit }) ?? change);
  return { problems: changes.flatMap(({ problems }) => problems), call: { ...call, changes } };
}
