import { CATEGORY_RULES } from '../../../src/domain/group-category';
import { STATUS_OF_SUBSTATUS, type GroupStatus, type GroupSubstatus } from '../../../src/domain/group';
import type { ProblemCode } from '../../../src/domain/problem';
import { archive } from './archive-rules';
import { assign, subscribe } from './assignment-rules';
import type { IssueRows } from './issue-rows';
import type { ModelCall } from './model-call';
import { becomeOngoing } from './ongoing-rules';
import { leaveArchive, shownStatus } from './shown-status';

const DAY = 24 * 60 * 60 * 1000;

/** Status with its substatus and details, or a substatus alone. */
export function statusRule(rows: IssueRows, call: ModelCall): ProblemCode | null {
  const { status, substatus } = call.input;
  if (status === undefined && substatus === undefined) return null;
  if (!CATEGORY_RULES[rows.group.category].allowsManualStatus) return 'ACTION_NOT_ALLOWED_FOR_TYPE';
  const shown = shownStatus(rows, call.now);
  const target = status ?? (substatus === undefined ? shown : STATUS_OF_SUBSTATUS[substatus]);
  if (status === undefined && target !== shown) return 'INVALID_INPUT';
  if (target === 'RESOLVED') resolve(rows, call);
  if (target === 'UNRESOLVED') reopen(rows, call, shown);
  if (target === 'IGNORED') archive(rows, call, shown);
  return null;
}

function resolve(rows: IssueRows, call: ModelCall): void {
  const { caller, now, input } = call;
  if (rows.group.status === 'RESOLVED') return;
  leaveArchive(rows, now);
  rows.group.status = 'RESOLVED';
  rows.group.substatus = null;
  rows.group.resolvedAt = now;
  rows.snooze = null;
  rows.forecast = null;
  rows.inbox = null;
  // Its id is drawn ahead, for the open period to point to: it comes before the priority that the same call sets.
  const resolved = { type: 'SET_RESOLVED', userId: caller.userId, data: {}, datetime: now } as const;
  rows.activities.unshift(resolved);
  rows.histories.push({ status: 'RESOLVED', userId: caller.userId });
  rows.outbox.push('issue.resolved');
  for (const period of rows.openPeriods) {
    if (period.dateEnded !== null) continue;
    period.dateEnded = now;
    period.userId = caller.userId;
    period.resolution = 'SET_RESOLVED';
  }
  if (caller.userId === null) return;
  subscribe(rows, caller.userId, { reason: 'STATUS_CHANGE', now });
  const selfAssigns = caller.selfAssigns && input.assignedTo === undefined && rows.assignee === null;
  if (selfAssigns) assign(rows, { user: caller.userId }, call);
}

function reopen(rows: IssueRows, call: ModelCall, shown: GroupStatus): void {
  const { caller, now, input } = call;
  const { group } = rows;
  const current = group.status === 'UNRESOLVED' ? group.substatus : 'ONGOING';
  if (shown === 'UNRESOLVED' && (input.substatus === undefined || input.substatus === current)) return;
  if (shown === 'UNRESOLVED' && input.substatus === 'ONGOING') {
    becomeOngoing(rows, call);
    return;
  }
  const substatus = input.substatus ?? inferredSubstatus(rows, now);
  leaveArchive(rows, now);
  group.status = 'UNRESOLVED';
  group.substatus = substatus;
  group.resolvedAt = null;
  rows.snooze = null;
  rows.forecast = null;
  rows.activities.push({ type: 'SET_UNRESOLVED', userId: caller.userId, data: {}, datetime: now });
  rows.histories.push({ status: historyOf(substatus), userId: caller.userId });
  if (shown === 'UNRESOLVED') return;

  group.activeAt = now;
  rows.outbox.push(shown === 'IGNORED' ? 'issue.unignored' : 'issue.unresolved');
  const last = rows.openPeriods.at(-1);
  if (shown === 'RESOLVED' && last !== undefined)
    Object.assign(last, { dateEnded: null, userId: null, resolution: null });
  if (call.size === 1 && caller.userId !== null) subscribe(rows, caller.userId, { reason: 'STATUS_CHANGE', now });
}

function inferredSubstatus({ group }: IssueRows, now: Date): GroupSubstatus {
  if (group.status === 'RESOLVED') return 'REGRESSED';
  return group.firstSeen.getTime() >= now.getTime() - 7 * DAY ? 'NEW' : 'ONGOING';
}

function historyOf(substatus: GroupSubstatus): 'UNRESOLVED' | 'REGRESSED' | 'ESCALATING' {
  return substatus === 'REGRESSED' || substatus === 'ESCALATING' ? substatus : 'UNRESOLVED';
}
