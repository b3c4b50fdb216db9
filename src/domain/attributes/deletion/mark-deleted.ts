import type { DeletionKind } from '../../deletion';
import type { IssueState } from '../../state/issue-state';
import { next, notice, type Step } from '../../state/step';

/**
 * The issue as it waits for its deletion: gone for everybody, and out of the inbox. No line of the feed or of the
 * history, which will be gone too; who asked for it is kept in the audit.
 */
export function markDeleted(state: IssueState, kind: DeletionKind, tombstoneId: string | null): Step {
  return next({ ...state, status: 'PENDING_DELETION', substatus: null, inbox: null, deletion: { kind, tombstoneId } }, [
    notice('issue.deleted', { kind: kind.toLowerCase() }),
  ]);
}
