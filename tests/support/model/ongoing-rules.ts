import { HISTORY_OF_PRIORITY } from '../../../src/domain/history-status';
import type { IssueRows } from './issue-rows';
import type { ModelCall } from './model-call';

/** The end of being new, regressed or escalating; an escalation takes its priority with it, unless a person set it. */
export function becomeOngoing(rows: IssueRows, { caller, now }: ModelCall): void {
  const { group } = rows;
  const wasEscalating = group.substatus === 'ESCALATING';
  group.substatus = 'ONGOING';
  rows.snooze = null;
  rows.inbox = null;
  rows.activities.push({ type: 'AUTO_SET_ONGOING', userId: caller.userId, data: { manually: true }, datetime: now });
  rows.histories.push({ status: 'UNRESOLVED', userId: caller.userId });
  const { initialPriority } = group;
  const resets = wasEscalating && group.priorityLockedAt === null && initialPriority !== null;
  if (!resets || group.priority === initialPriority) return;
  group.priority = initialPriority;
  const data = { priority: initialPriority.toLowerCase(), reason: 'ongoing' };
  rows.activities.push({ type: 'SET_PRIORITY', userId: null, data, datetime: now });
  rows.histories.push({ status: HISTORY_OF_PRIORITY[initialPriority], userId: null });
}
