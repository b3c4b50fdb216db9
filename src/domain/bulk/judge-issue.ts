import { applyChanges, type PreparedChange } from '../attributes/registry';
import type { ChangeKey } from '../attributes/changes';
import type { MutationScope } from '../attributes/strategy';
import type { ProblemCode } from '../problem';
import { difference, type Difference } from '../state/difference';
import type { IssueState } from '../state/issue-state';
import { readableChanges, type AttributeChange } from '../state/readable-changes';
import { asShown } from '../state/shown-status';
import type { LogEntry } from '../state/step';

/** Since when, or since which version, the caller knows the issues; null and absent: no matter. */
export interface Expectation {
  readonly unchangedSince: Date | null;
  /** Version by issue id. */
  readonly versions: ReadonlyMap<string, number>;
}

/** What the call makes of one issue. */
export type Judgement =
  | { readonly status: 'SKIPPED' | 'CONFLICT'; readonly code: ProblemCode }
  | { readonly status: 'INVALID'; readonly code: ProblemCode; readonly attribute: ChangeKey }
  | { readonly status: 'UNCHANGED'; readonly last: IssueState }
  | {
      readonly status: 'CHANGED';
      readonly last: IssueState;
      readonly difference: Difference;
      /** Made when it is asked for: while PostgreSQL writes, not while it waits for the decision. */
      readonly changes: () => readonly AttributeChange[];
      readonly log: readonly LogEntry[];
    };

/** The call as it is applied to every issue. */
export interface PreparedCall {
  readonly changes: readonly PreparedChange[];
  readonly scope: MutationScope;
  readonly expectation: Expectation;
}

/** Decides about issues, one after the other: first what keeps it out, then what the attributes make of it. */
export function judgeIssue({ changes, scope, expectation }: PreparedCall): (stored: IssueState) => Judgement {
  const apply = applyChanges(changes, scope);
  return (stored) => {
    if (!isMutable(stored)) return { status: 'SKIPPED', code: 'NOT_MUTABLE' };
    if (!isAsExpected(stored, expectation)) return { status: 'CONFLICT', code: 'VERSION_CONFLICT' };
    const first = asShown(stored, scope.now);
    const applied = apply(first);
    if (applied.refused) return { status: 'INVALID', code: applied.code, attribute: applied.attribute };
    const last = applied.state;
    const changed = difference({ stored, first, last }, scope.now);
    if (changed === null) return { status: 'UNCHANGED', last };
    const changes = (): readonly AttributeChange[] => readableChanges(first, changed);
    return { status: 'CHANGED', last, difference: changed, changes, log: applied.log };
  };
}

/** Whether the issue can be changed now: it is not on its way into another, or to be grouped anew. */
export function isMutable({ status }: IssueState): boolean {
  return status !== 'PENDING_MERGE' && status !== 'REPROCESSING';
}

/** Whether the issue is as the caller knows it. */
export function isAsExpected(state: IssueState, { unchangedSince, versions }: Expectation): boolean {
  const version = versions.get(state.id);
  if (version !== undefined && version !== state.version) return false;
  return unchangedSince === null || state.changedAt <= unchangedSince;
}
